"use client";

import { useLocale, useTranslations } from "next-intl";
import type { DraftEditor } from "@/components/sharing/use-draft";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { createFormat } from "@/lib/format";

/** Whether the draft is stored, and what to do when it is not. */
export function DraftStatus({ draft, timeZone }: { draft: DraftEditor; timeZone: string }) {
  const t = useTranslations("sharing.builder");
  const locale = useLocale();
  const { state } = draft;
  if (state.kind === "conflict") {
    const { dateTime } = createFormat({ locale, timeZone });
    return (
      <Notice tone="warn" live title={t("conflictTitle")}>
        <p>{t("conflictText", { name: state.by ?? t("conflictUnknown"), date: dateTime(new Date(state.at)) })}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button small onClick={() => window.location.reload()}>
            {t("conflictTheirs")}
          </Button>
          <Button small onClick={draft.overwrite}>
            {t("conflictMine")}
          </Button>
        </div>
      </Notice>
    );
  }
  if (state.kind === "failed") {
    return (
      <Notice tone="bad" live title={t("saveFailed", { reason: state.reason })}>
        <Button small onClick={() => void draft.flush()}>
          {t("retry")}
        </Button>
      </Notice>
    );
  }
  return (
    <p className="text-label text-ink-quiet" role="status">
      {t(state.kind)}
    </p>
  );
}
