import { useTranslations } from "next-intl";

/**
 * The title of the browser's tab, from wherever the heading of a page is rendered: React lifts it into the head, so
 * the two cannot say different things.
 */
export function DocumentTitle({ title }: { title: string | null }) {
  const t = useTranslations("ui.pageHeader");
  return <title>{title ? t("documentTitle", { title }) : "Attune"}</title>;
}
