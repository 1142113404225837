import { route } from "@/lib/guard/route";
import { localeFromHeader } from "@/lib/i18n";
import { paths } from "@/lib/paths";

/** The bare address leads to the reader's language; proxy.ts usually does so before. */
export const GET = route.public({}, async ({ request }) => {
  const locale = localeFromHeader(request.headers.get("accept-language"));
  return new Response(null, { status: 307, headers: { location: paths.home(locale), "cache-control": "no-store" } });
});
