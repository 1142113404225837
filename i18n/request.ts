import { getRequestConfig } from "next-intl/server";
import { defaultLocale, isReaderLocale } from "@/lib/i18n";
import { loadMessages } from "@/lib/messages";

export default getRequestConfig(async ({ locale: asked, requestLocale }) => {
  const wanted = asked ?? (await requestLocale);
  const locale = isReaderLocale(wanted) ? wanted : defaultLocale;
  return { locale, messages: loadMessages(locale), timeZone: "UTC" };
});
