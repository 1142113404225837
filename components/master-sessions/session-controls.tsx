"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { untilShown } from "@/components/master-sessions/until-shown";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { beginSession, endSession } from "@/lib/master-sessions/calendar-actions";

const steps = {
  begin: { action: beginSession, status: "live" },
  end: { action: endSession, status: "ended" },
} as const;

/** Begins a session, or ends it, for everybody who is there: what the tenant's app does with an event, operations does with a button. */
export function SessionControls({
  tenant,
  sessionId,
  title,
  step,
}: {
  tenant: string;
  sessionId: string;
  title: string;
  step: keyof typeof steps;
}) {
  const t = useTranslations(`calendar.hold.${step}`);
  const action = useWordedAction("calendar", steps[step].action);
  const [waiting, setWaiting] = useState(false);
  const act = async () => {
    const done = await action.run({ tenant, sessionId });
    if (!done) return null;
    setWaiting(true);
    await untilShown(tenant, sessionId, ({ status }) => status === steps[step].status);
    setWaiting(false);
    return done;
  };
  return (
    <DeedButton
      label={t("label")}
      tone="primary"
      small={false}
      action={{ ...action, pending: action.pending || waiting }}
      act={act}
      title={t("title")}
      confirmLabel={t("yes")}
      done={t("done")}
    >
      <p>{t("text", { title })}</p>
    </DeedButton>
  );
}
