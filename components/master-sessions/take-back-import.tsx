"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { untilShown } from "@/components/master-sessions/until-shown";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { useAction } from "@/components/ui/use-action";
import { takeBackAttendance } from "@/lib/attendance-import/actions";

/** Takes an imported file back, after saying what goes with it. */
export function TakeBackImport({
  tenant,
  importId,
  sessionId,
  people,
  name,
  goTo,
}: {
  tenant: string;
  importId: string;
  sessionId: string;
  people: number;
  /** how the row names the import */
  name: string;
  /** where to go when nothing is left of the session whose page this is */
  goTo?: string;
}) {
  const t = useTranslations("attendance-import");
  const action = useAction(takeBackAttendance);
  const [waiting, setWaiting] = useState(false);
  const alone = importId === sessionId;
  const say = (reason: string | null) => (reason && t.has(`errors.${reason}`) ? t(`errors.${reason}`) : reason);

  async function act() {
    const taken = await action.run({ tenant, importId });
    if (taken && !taken.gone) {
      setWaiting(true);
      await untilShown(tenant, sessionId, ({ status }) => status !== "ended" && status !== "live");
      setWaiting(false);
    }
    return taken;
  }

  return (
    <DeedButton
      label={t("takeBack.open")}
      of={name}
      title={t("takeBack.title")}
      confirmLabel={t("takeBack.confirm")}
      danger
      action={{ pending: action.pending || waiting, error: say(action.error), clear: action.clear }}
      act={act}
      done={({ title }) => t("takeBack.done", { title })}
      goTo={alone ? goTo : undefined}
    >
      <p>{t(alone ? "takeBack.alone" : "takeBack.planned", { people, title: name })}</p>
      <p>{t("takeBack.again")}</p>
    </DeedButton>
  );
}
