"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

/** Shows a signing secret, this once. */
export function SecretDialog({ secret, name, onClose }: { secret: string | null; name: string; onClose: () => void }) {
  const t = useTranslations("webhooks.secret");
  return (
    <Dialog
      open={secret !== null}
      onClose={onClose}
      title={t("title", { name })}
      lead={t("lead")}
      footer={
        <>
          {secret ? <CopyButton text={secret} label={t("copy")} /> : null}
          <Button onClick={onClose}>{t("done")}</Button>
        </>
      }
    >
      {secret ? <CodeBlock code={secret} label={t("label")} wrap /> : null}
    </Dialog>
  );
}
