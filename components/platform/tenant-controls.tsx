"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { features, hasFeature } from "@/lib/features";
import { changeLimits, suspendTenant } from "@/lib/platform/actions";

interface Props {
  slug: string;
  name: string;
  suspended: boolean;
  memberLimit: number | null;
  monthlyEventLimit: number | null;
  inResearch: boolean;
  featuresOff: readonly string[];
}

/** What a platform admin can do to an organisation: set its limits and features, suspend it, let it in again. */
export function TenantControls(props: Props) {
  return (
    <span className="flex items-center gap-1">
      <Limits {...props} />
      <Suspension {...props} />
    </span>
  );
}

const numberOrNone = (value: FormDataEntryValue | null) => (value ? Number(value) : null);

function Limits({ slug, name, memberLimit, monthlyEventLimit, inResearch, featuresOff }: Props) {
  const t = useTranslations("admin.tenants");
  const offText = useTranslations("features");
  const featureName = useTranslations("ui.features.names");
  const router = useRouter();
  const { run, pending, error, fieldError, clear } = useIdentityAction(changeLimits);
  const [open, setOpen] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const saved =
      !pending &&
      (await run({
        slug,
        memberLimit: numberOrNone(values.get("memberLimit")),
        monthlyEventLimit: numberOrNone(values.get("monthlyEventLimit")),
        inResearch: values.get("inResearch") === "on",
        featuresOff: features.filter((feature) => !values.has(feature)),
      }));
    if (!saved) return;
    setOpen(false);
    toast(t("saved", { name }));
    router.refresh();
  }

  return (
    <>
      <Button small tone="quiet" onClick={() => setOpen(true)}>
        {t("change")}
        <span className="sr-only"> {name}</span>
      </Button>
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false);
          clear();
        }}
        title={t("limitsTitle", { name })}
      >
        <form method="post" onSubmit={submit} className="flex flex-col gap-4">
          <FormError message={error} />
          <TextInput
            label={t("members")}
            hint={t("membersHint")}
            name="memberLimit"
            type="number"
            min={1}
            defaultValue={memberLimit ?? ""}
            error={fieldError("memberLimit")}
          />
          <TextInput
            label={t("events")}
            hint={t("eventsHint")}
            name="monthlyEventLimit"
            type="number"
            min={1}
            defaultValue={monthlyEventLimit ?? ""}
            error={fieldError("monthlyEventLimit")}
          />
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-1 font-medium">{t("featuresTitle")}</legend>
            <p className="text-label text-ink-quiet">{t("featuresLead")}</p>
            {features.map((feature) => (
              <Checkbox
                key={feature}
                label={featureName(feature)}
                hint={t("featureOff", { text: offText(feature) })}
                name={feature}
                defaultChecked={hasFeature({ featuresOff }, feature)}
              />
            ))}
            <Checkbox label={t("research")} hint={t("researchHint")} name="inResearch" defaultChecked={inResearch} />
          </fieldset>
          <Button type="submit" tone="primary" busy={pending} className="self-start">
            {t("save")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

function Suspension({ slug, name, suspended }: Props) {
  const t = useTranslations("admin.tenants");
  const router = useRouter();
  const action = useIdentityAction(suspendTenant);
  if (!suspended) {
    return (
      <DeedButton
        label={t("suspend")}
        of={name}
        title={t("suspendTitle", { name })}
        confirmLabel={t("suspend")}
        danger
        action={action}
        act={() => action.run({ slug, suspended: true })}
        done={t("suspendedToast", { name })}
      >
        {t("suspendText")}
      </DeedButton>
    );
  }
  return (
    <Button
      small
      tone="quiet"
      busy={action.pending}
      onClick={async () => {
        if (!(await action.run({ slug, suspended: false }))) return;
        toast(t("resumedToast", { name }));
        router.refresh();
      }}
    >
      {t("resume")}
      <span className="sr-only"> {name}</span>
    </Button>
  );
}
