"use client";

import { MoreHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { FreshLink } from "@/components/sharing/fresh-link";
import { LinkFields, linkValues } from "@/components/sharing/link-fields";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code-block";
import { ConfirmedDeed } from "@/components/ui/confirmed-deed";
import { Dialog } from "@/components/ui/dialog";
import { iconButtonClass } from "@/components/ui/icon-button";
import { Menu, MenuButton } from "@/components/ui/menu";
import { FormError } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { createFormat } from "@/lib/format";
import { addLink, copyLink, revokeLink, setLinkPassword } from "@/lib/reports/actions";
import type { ReportSection } from "@/lib/reports/payload";

export interface LinkActionsProps {
  readonly tenant: string;
  readonly linkId: string;
  readonly name: string;
  readonly report: { readonly id: string; readonly version: number; readonly sections: readonly ReportSection[] };
  readonly living: boolean;
  readonly auLabel: string;
  readonly locale: string;
  readonly timeZone: string;
}

type Open = "copy" | "revoke" | "password" | "new" | null;

/** What can be done with one share link. */
export function LinkActions(props: LinkActionsProps) {
  const t = useTranslations("sharing.links");
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <span className="flex justify-end">
      <Menu
        label={t("actions", { name: props.name })}
        trigger={<MoreHorizontal size={16} aria-hidden="true" />}
        triggerClass={iconButtonClass}
      >
        <MenuButton onClick={() => setOpen("new")}>{t("newLink")}</MenuButton>
        {props.living ? (
          <>
            <MenuButton onClick={() => setOpen("copy")}>{t("copy")}</MenuButton>
            <MenuButton onClick={() => setOpen("password")}>{t("changePassword")}</MenuButton>
            <MenuButton danger onClick={() => setOpen("revoke")}>
              {t("revoke")}
            </MenuButton>
          </>
        ) : null}
      </Menu>
      <CopyLink {...props} open={open === "copy"} close={close} />
      <Revoke {...props} open={open === "revoke"} close={close} />
      <Password {...props} open={open === "password"} close={close} />
      <NewLink {...props} open={open === "new"} close={close} />
    </span>
  );
}

type Part = LinkActionsProps & { open: boolean; close: () => void };

/** The address is asked for when the dialog opens, and shown: a browser may refuse to copy by itself. */
function CopyLink({ tenant, linkId, name, open, close }: Part) {
  const t = useTranslations("sharing.links");
  const { run, error } = useAction(copyLink);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!open) return setUrl(null);
    let here = true;
    void run({ tenant, linkId }).then(async (link) => {
      if (!here || !link) return;
      setUrl(link.url);
      const copied = await navigator.clipboard.writeText(link.url).then(
        () => true,
        () => false,
      );
      if (here) toast(t(copied ? "copied" : "copyFailed"));
    });
    return () => {
      here = false;
    };
  }, [open, run, tenant, linkId, t]);
  return (
    <Dialog open={open} onClose={close} title={t("copyTitle", { name })} lead={t("copyLead")}>
      {error ? <FormError message={error} /> : null}
      {url ? <CodeBlock code={url} label={t("link")} wrap /> : null}
    </Dialog>
  );
}

function Revoke({ tenant, linkId, name, open, close }: Part) {
  const t = useTranslations("sharing.links");
  const action = useAction(revokeLink);
  return (
    <ConfirmedDeed
      open={open}
      onClose={close}
      title={t("revokeTitle", { name })}
      confirmLabel={t("revoke")}
      danger
      action={action}
      act={() => action.run({ tenant, linkId })}
      done={t("revokedToast")}
    >
      {t("revokeText")}
    </ConfirmedDeed>
  );
}

function Password({ tenant, linkId, name, open, close }: Part) {
  const t = useTranslations("sharing.links");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(setLinkPassword);
  return (
    <Dialog open={open} onClose={close} title={t("passwordTitle", { name })} lead={t("passwordLead")}>
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={async (event) => {
          event.preventDefault();
          const password = String(new FormData(event.currentTarget).get("password") ?? "");
          if (!(await run({ tenant, linkId, password }))) return;
          close();
          toast(t("passwordSaved"));
          router.refresh();
        }}
      >
        <PasswordInput
          label={t("newPassword")}
          name="password"
          autoComplete="new-password"
          error={fields.password ?? error}
        />
        <div>
          <Button type="submit" tone="primary" busy={pending}>
            {t("savePassword")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function NewLink({ tenant, report, name, auLabel, locale, timeZone, open, close }: Part) {
  const t = useTranslations("sharing.links");
  const tBuilder = useTranslations("sharing.builder");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(addLink);
  const [link, setLink] = useState<{ url: string; until: string } | null>(null);
  return (
    <>
      <Dialog
        open={open}
        onClose={close}
        title={t("newLinkTitle", { version: report.version })}
        lead={t("newLinkLead")}
      >
        <form
          method="post"
          className="flex flex-col gap-4"
          onSubmit={async (event) => {
            event.preventDefault();
            const values = linkValues(new FormData(event.currentTarget));
            const chosen = new FormData(event.currentTarget).getAll("sections");
            const sections = report.sections.filter((section) => chosen.includes(section));
            const made = await run({ tenant, reportId: report.id, sections, ...values });
            if (!made) return;
            close();
            const until = createFormat({ locale, timeZone }).date(new Date(made.expiresAt));
            setLink({ url: made.url, until });
            router.refresh();
          }}
        >
          <LinkFields fields={fields} defaultName={name} />
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1 text-label font-medium text-ink">{tBuilder("linkSections")}</legend>
            <p className="text-label text-ink-quiet">{tBuilder("linkSectionsHint")}</p>
            {report.sections.map((section) => (
              <Checkbox
                key={section}
                name="sections"
                value={section}
                defaultChecked
                label={tBuilder(`sectionNames.${section}`, { auLabel })}
              />
            ))}
            {fields.sections ? <FormError message={fields.sections} /> : null}
          </fieldset>
          {error && Object.keys(fields).length === 0 ? <FormError message={error} /> : null}
          <div>
            <Button type="submit" tone="primary" busy={pending}>
              {t("create")}
            </Button>
          </div>
        </form>
      </Dialog>
      <FreshLink link={link} onClose={() => setLink(null)} />
    </>
  );
}
