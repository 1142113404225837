"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useIdentityAction } from "@/components/shell/use-identity-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { retryJob } from "@/lib/platform/actions";

/** Puts a failed job back into its queue. */
export function RetryJob({ queue, jobId }: { queue: string; jobId: string }) {
  const t = useTranslations("admin.system");
  const router = useRouter();
  const { run, pending, error } = useIdentityAction(retryJob);

  async function retry() {
    if (!(await run({ queue, jobId }))) return;
    toast(t("retried"));
    router.refresh();
  }

  return (
    <span className="flex flex-col items-end gap-1">
      <Button small tone="quiet" busy={pending} onClick={() => void retry()}>
        {t("retry")}
        <span className="sr-only"> {queue}</span>
      </Button>
      {error ? <span className="text-label text-bad">{error}</span> : null}
    </span>
  );
}
