import { z } from "zod";
import { route } from "@/lib/guard/route";
import { paths, withSearch } from "@/lib/paths";
import { formPassword } from "@/lib/reports/form-password";
import { attemptUnlock } from "@/lib/reports/unlock-shared";

/** The form of a locked report, for browsers without script. The answer is always the report's own address, with what went wrong. */
export const POST = route.public({ params: z.object({ token: z.string() }) }, async ({ request, params, now }) => {
  const { token } = params;
  const password = await formPassword(request);
  const outcome = password === null ? "wrong" : await attemptUnlock(token, password, now);
  const problem = outcome === "wrong" || outcome === "later" ? outcome : undefined;
  return new Response(null, {
    status: 303,
    headers: { location: withSearch(paths.sharedReport(token), { problem }), "cache-control": "private, no-store" },
  });
});
