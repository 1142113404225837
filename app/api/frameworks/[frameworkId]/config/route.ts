import { createHash } from "node:crypto";
import { configParams, configQuery, toConfigAnswer } from "@/lib/frameworks/answer";
import { getConfig } from "@/lib/frameworks/service";
import { route } from "@/lib/guard/route";

/** A framework as it holds for the tenant: the platform's values with the tenant's own on top. */
export const GET = route(
  {
    auth: ["session", "read-key"],
    permission: "quizzes:read",
    params: configParams,
    query: configQuery,
  },
  async ({ params, query, request, readAll }) => {
    const found = await readAll((db) => getConfig(db, params.frameworkId, query.version));
    const body = JSON.stringify(toConfigAnswer(found), null, query.download ? 2 : 0);
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 32)}"`;
    const headers: Record<string, string> = { etag, "cache-control": "private, no-cache" };
    if (isKnown(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
    headers["content-type"] = "application/json";
    if (query.download) {
      const name = `${found.framework.id}-v${found.version}.json`;
      headers["content-disposition"] = `attachment; filename="${name}"`;
    }
    return new Response(body, { headers });
  },
);

/** Whether the caller already has what would be sent: any of a list of tags, weak or not, or `*`. */
function isKnown(header: string | null, etag: string): boolean {
  const tags = (header ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}
