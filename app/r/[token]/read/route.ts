import { z } from "zod";
import { notFound } from "@/lib/errors";
import { cookieOf } from "@/lib/guard/request-cookie";
import { route } from "@/lib/guard/route";
import { partsOf } from "@/lib/reports/read-parts";
import { noteReading, openShared } from "@/lib/reports/visit";

/** The report page's script says how long it has been looked at and how far: both as they stand, not what was added. */
export const POST = route.public(
  {
    params: z.object({ token: z.string() }),
    query: z.object({
      visit: z.uuid(),
      seconds: z.coerce.number().int().min(0).max(86_400),
      parts: z.string().max(300).default(""),
    }),
  },
  async ({ request, params, query, now }) => {
    const shared = await openShared(params.token, (name) => cookieOf(request, name), now);
    if (shared?.status !== "open") throw notFound("report");
    const { visit: visitId, seconds } = query;
    await noteReading(shared.link, { visitId, seconds, parts: partsOf(query.parts) }, now);
    return new Response(null, { status: 204 });
  },
);
