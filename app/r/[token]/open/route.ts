import { z } from "zod";
import { notFound } from "@/lib/errors";
import { cookieOf } from "@/lib/guard/request-cookie";
import { route } from "@/lib/guard/route";
import { confirmVisit, openShared } from "@/lib/reports/visit";

/** The report page's script says that a person is there: visible for three seconds, or an interaction. */
export const POST = route.public(
  { params: z.object({ token: z.string() }), query: z.object({ visit: z.uuid() }) },
  async ({ request, params, query, now }) => {
    const shared = await openShared(params.token, (name) => cookieOf(request, name), now);
    if (shared?.status !== "open") throw notFound("report");
    await confirmVisit(shared.link, query.visit, now);
    return new Response(null, { status: 204 });
  },
);
