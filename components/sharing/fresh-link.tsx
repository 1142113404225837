"use client";

import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

/** A link that was just made, shown this once. */
export function FreshLink(props: { link: { url: string; until: string } | null; onClose: () => void }) {
  const t = useTranslations("sharing.shared");
  const { link, onClose } = props;
  return (
    <Dialog
      open={link !== null}
      onClose={onClose}
      title={t("title")}
      lead={link ? t("lead", { date: link.until }) : null}
      footer={
        link ? (
          <>
            <ButtonLink href={link.url} target="_blank" rel="noreferrer" plain>
              {t("open")}
            </ButtonLink>
            <Button onClick={onClose}>{t("done")}</Button>
          </>
        ) : null
      }
    >
      {link ? (
        <div className="flex flex-col gap-3">
          <CodeBlock code={link.url} label={t("link")} wrap />
          <div>
            <CopyButton text={link.url} label={t("copy")} />
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}
