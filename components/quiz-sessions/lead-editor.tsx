"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { setLead } from "@/lib/quiz-sessions/actions";
import { type Lead, leads } from "@/lib/quiz-sessions/schema";

/** Sets a prospect's lead by hand, which then holds whatever the rule says, or leaves it to the rule again. */
export function LeadEditor({
  tenant,
  prospectId,
  lead,
  byHand,
  reason,
}: {
  tenant: string;
  prospectId: string;
  lead: Lead;
  byHand: boolean;
  reason: string;
}) {
  const t = useTranslations("quiz");
  const router = useRouter();
  const { run, pending, error } = useAction(setLead);
  return (
    <form
      key={`${lead}-${byHand}-${reason}`}
      method="post"
      className="flex flex-wrap items-end gap-3"
      onSubmit={async (event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const chosen = String(data.get("lead") ?? "");
        const next = leads.find((one) => one === chosen) ?? null;
        if (!(await run({ tenant, prospectId, lead: next, reason: String(data.get("reason") ?? "") }))) return;
        toast(next ? t("leadEditor.set", { lead: t(`lead.${next}`) }) : t("leadEditor.returned"));
        router.refresh();
      }}
    >
      <Select
        label={t("leadEditor.label")}
        name="lead"
        defaultValue={byHand ? lead : ""}
        className="min-w-44 flex-1"
        options={[
          { value: "", label: t("leadEditor.byRule") },
          ...[...leads].reverse().map((value) => ({ value, label: t(`lead.${value}`) })),
        ]}
      />
      <TextInput
        label={t("leadEditor.reason")}
        name="reason"
        defaultValue={reason}
        maxLength={500}
        optional
        className="min-w-44 flex-1"
      />
      <Button type="submit" busy={pending}>
        {t("leadEditor.save")}
      </Button>
      <FormError message={error} />
    </form>
  );
}
