import { notFound } from "next/navigation";
import { z } from "zod";
import { LiveView } from "@/components/live/live-view";
import { page } from "@/lib/guard/page";
import { isReaderLocale } from "@/lib/i18n";
import { openRoom } from "@/lib/live/hub";
import { settingsOf, tenantOfSession } from "@/lib/live/live-sessions";
import { liveParams } from "@/lib/live/schema";

const search = z.object({ tenant: z.string().max(40).optional(), embed: z.literal("1").optional() });

/** What participants see of a session, before, while and after: open to everybody who has the address. */
export default page.public({ params: liveParams, search }, async ({ locale, params, search: asked, now }) => {
  if (!isReaderLocale(locale)) notFound();
  const { sessionId } = params;
  const tenant = await tenantOfSession(sessionId, asked.tenant);
  if (!tenant) notFound();
  const { anonymous } = await settingsOf(tenant);
  // Who comes with a token is known only in the browser, where it stays; a busy server lets the browser ask once more.
  const room = anonymous ? await openRoom(tenant, sessionId).catch(() => null) : null;
  const initial = room?.state(now.getTime()) ?? null;
  return <LiveView locale={locale} tenant={tenant} sessionId={sessionId} initial={initial} search={asked} />;
});
