"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { followAnomaly } from "@/lib/master-sessions/actions";
import { type AnomalyKind, type AnomalyState, type AnomalyStep, stepsFrom } from "@/lib/master-sessions/anomaly-schema";

/** What can be done next with a finding. A follow-up asks what was done. */
export function AnomalySteps(props: { tenant: string; sessionId: string; kind: AnomalyKind; state: AnomalyState }) {
  const { tenant, sessionId, kind, state } = props;
  const t = useTranslations("anomalies");
  const router = useRouter();
  const { run, pending, error, fields, clear } = useAction(followAnomaly);
  const [writing, setWriting] = useState(false);
  const [note, setNote] = useState("");

  const take = async (step: AnomalyStep, said = "") => {
    const result = await run({ tenant, sessionId, kind, step, note: said });
    if (!result) return;
    setWriting(false);
    setNote("");
    toast(step === "followed-up" ? t("followUp.saved") : t(`done.${step}`));
    router.refresh();
  };

  return (
    <div className="flex flex-col gap-2">
      <div className="-ml-2.5 flex flex-wrap gap-1">
        {stepsFrom(state).map((step) => (
          <Button
            key={step}
            small
            tone="quiet"
            busy={pending && !writing}
            onClick={() => {
              clear();
              if (step === "followed-up") setWriting(true);
              else void take(step);
            }}
          >
            {t(`steps.${step}`)}
          </Button>
        ))}
      </div>
      {writing ? null : <FormError message={error} />}
      <Dialog
        open={writing}
        onClose={() => setWriting(false)}
        title={t("followUp.title")}
        lead={t("followUp.lead")}
        footer={
          <Button tone="primary" busy={pending} onClick={() => void take("followed-up", note)}>
            {t("followUp.save")}
          </Button>
        }
      >
        <Textarea
          label={t("followUp.note")}
          error={fields.note ?? null}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
        {fields.note ? null : <FormError message={error} />}
      </Dialog>
    </div>
  );
}
