import { openApiDocument } from "@/lib/api/openapi";
import { env } from "@/lib/env";
import { route } from "@/lib/guard/route";

export const dynamic = "force-dynamic";

export const GET = route.public({}, async () =>
  Response.json(openApiDocument({ locale: "en", url: env().ATTUNE_URL }), {
    headers: { "cache-control": "public, max-age=300" },
  }),
);
