import { getTranslations } from "next-intl/server";
import { LiveMessage } from "@/components/live/live-message";

/** A session that is not there, of another tenant, or that never was: one answer, in the reader's language. */
export default async function RoomNotFound() {
  const t = await getTranslations("live.notFound");
  return <LiveMessage title={t("title")}>{t("text")}</LiveMessage>;
}
