import { readLogo } from "@/lib/brand/queries/read-brand";
import { logoParams } from "@/lib/brand/schema";
import { notFound } from "@/lib/errors";
import { route } from "@/lib/guard/route";

/** A tenant's logo. Its address names its bytes for ever, so a browser need not ask twice. */
export const GET = route(
  { auth: ["session", "read-key"], permission: "overview:read", params: logoParams },
  async ({ params, readAll, request }) => {
    const etag = `"${params.logoId}"`;
    const headers = { "cache-control": "private, max-age=31536000, immutable", etag };
    const logo = await readAll((db) => readLogo.first(db, { id: params.logoId }));
    if (!logo) throw notFound("logo");
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(logo.image), {
      headers: { ...headers, "content-type": "image/png", "content-disposition": "inline" },
    });
  },
);
