"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type PlannedFields, type PlannerChoices, SessionPlanner } from "@/components/master-sessions/session-planner";
import { untilShown } from "@/components/master-sessions/until-shown";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { cancelSession } from "@/lib/master-sessions/calendar-actions";

/** The button that plans a new session. */
export function PlanSession({
  fields,
  choices,
  primary = true,
}: {
  fields: PlannedFields;
  choices: PlannerChoices;
  primary?: boolean;
}) {
  const t = useTranslations("calendar");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone={primary ? "primary" : "plain"} onClick={() => setOpen(true)}>
        {t("plan")}
      </Button>
      {open ? (
        <SessionPlanner mode="new" fields={fields} choices={choices} open={open} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

/** What operations can do with a session that has not begun. */
export function SessionTools({
  sessionId,
  cancelled,
  fields,
  choices,
}: {
  sessionId: string;
  cancelled: boolean;
  fields: PlannedFields;
  choices: PlannerChoices;
}) {
  const t = useTranslations("calendar");
  const router = useRouter();
  const { run, pending, error } = useAction(cancelSession);
  const [open, setOpen] = useState<"form" | "cancel" | null>(null);
  const [busy, setBusy] = useState(false);
  const { title } = fields;

  const cancel = async () => {
    if (!(await run({ tenant: choices.tenant, sessionId }))) return;
    setBusy(true);
    const shown = await untilShown(choices.tenant, sessionId, ({ status }) => status === "cancelled");
    setBusy(false);
    setOpen(null);
    toast(shown ? t("done.cancelled") : t("done.slow"));
    router.refresh();
  };

  return (
    <div className="relative -ml-2.5 flex flex-wrap">
      <Button
        small
        tone="quiet"
        aria-label={t(cancelled ? "restoreNamed" : "changeNamed", { title })}
        onClick={() => setOpen("form")}
      >
        {t(cancelled ? "restore" : "change")}
      </Button>
      {cancelled ? null : (
        <Button small tone="quiet" aria-label={t("cancelNamed", { title })} onClick={() => setOpen("cancel")}>
          {t("cancel")}
        </Button>
      )}
      {open === "form" ? (
        <SessionPlanner
          mode={cancelled ? "restore" : "change"}
          sessionId={sessionId}
          fields={fields}
          choices={choices}
          open
          onClose={() => setOpen(null)}
        />
      ) : null}
      <ConfirmDialog
        open={open === "cancel"}
        onClose={() => setOpen(null)}
        onConfirm={() => void cancel()}
        title={t("cancelDialog.title")}
        confirmLabel={t("cancelDialog.yes")}
        danger
        busy={pending || busy}
        error={error && t.has(`errors.${error}`) ? t(`errors.${error}`) : error}
      >
        <p>{t("cancelDialog.text", { title })}</p>
      </ConfirmDialog>
    </div>
  );
}
