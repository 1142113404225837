import { isLocale, isReaderLocale, localeFromHeader, type ReaderLocale, readerLocaleFromHeader } from "@/lib/i18n";
import { paths } from "@/lib/paths";

export interface Arrival {
  pathname: string;
  /** with its question mark, or empty */
  search: string;
  /** the reader's own choice of language, if she made one */
  localeCookie: string | undefined;
  acceptLanguage: string | null;
  hasSessionCookie: boolean;
}

export type Entrance = { redirect: string } | { locale: ReaderLocale };

/** Not pages of the app: they carry no language in their address and answer the signed-out themselves. */
const withoutLocale = new Set(["api", "v1", "r", "_next"]);

/** Pages for people who are not signed in. */
const open = new Set(["sign-in", "invite"]);

const languageTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/**
 * Where a request goes before any page sees it: to its language, and to the sign-in page when nobody can be signed in.
 * This is a courtesy that saves a render. It decides nothing about rights; the doors do, with or without it.
 */
export function entranceFor(arrival: Arrival): Entrance {
  const [, first = "", second = ""] = arrival.pathname.split("/");
  // Participants read more languages than the app has; whoever follows a link in yet another one comes in all the same.
  if (second === "live" && isReaderLocale(first)) return { locale: first };
  if (second === "live" && languageTag.test(first)) {
    const [language = ""] = first.toLowerCase().split("-");
    const nearest = isReaderLocale(language) ? language : readerLocaleFromHeader(arrival.acceptLanguage);
    return { redirect: `/${nearest}${arrival.pathname.slice(first.length + 1)}${arrival.search}` };
  }
  const fromHeader = first === "live" ? readerLocaleFromHeader : localeFromHeader;
  const preferred = isLocale(arrival.localeCookie) ? arrival.localeCookie : fromHeader(arrival.acceptLanguage);
  if (withoutLocale.has(first)) return { locale: preferred };
  if (!isLocale(first)) {
    const rest = arrival.pathname === "/" ? "" : arrival.pathname;
    return { redirect: `/${preferred}${rest}${arrival.search}` };
  }
  if (!arrival.hasSessionCookie && !open.has(second)) {
    const isHome = arrival.pathname === paths.home(first) && !arrival.search;
    return { redirect: paths.signIn(first, isHome ? undefined : `${arrival.pathname}${arrival.search}`) };
  }
  return { locale: first };
}
