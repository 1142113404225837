"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { useAction } from "@/components/ui/use-action";
import { readReply } from "@/lib/reports/actions";

/** Takes a reply off the list of those that wait. */
export function ReadReply({ tenant, replyId }: { tenant: string; replyId: string }) {
  const t = useTranslations("sharing.replies");
  const router = useRouter();
  const { run, pending, error } = useAction(readReply);
  return (
    <span className="flex flex-col items-end gap-1">
      <Button
        small
        busy={pending}
        onClick={async () => {
          if (await run({ tenant, replyId })) router.refresh();
        }}
      >
        {t("markRead")}
      </Button>
      <FieldError id={`reply-${replyId}`} error={error} />
    </span>
  );
}
