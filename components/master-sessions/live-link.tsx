import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

/** The way to what participants see, and its address to send on; while somebody can still take part there. */
export function LiveLink({ href, address }: { href: string; address: string }) {
  const t = useTranslations("masters.liveLink");
  return (
    <>
      <CopyButton text={address} label={t("copy")} />
      <ButtonLink plain href={href} target="_blank" rel="noopener" icon={<ExternalLink size={16} aria-hidden="true" />}>
        {t("open")}
      </ButtonLink>
    </>
  );
}
