import { z } from "zod";
import { attachment } from "@/lib/csv";
import { notFound } from "@/lib/errors";
import { route } from "@/lib/guard/route";
import { copyParams, copyQuery } from "@/lib/privacy/answer";
import { openCopy } from "@/lib/privacy/service";

/** The copy of what is kept of a person, behind a signed link: for the admin who asked for it, for five minutes. */
export const GET = route(
  { auth: ["session"], permission: "privacy:manage", params: copyParams, query: copyQuery },
  async ({ by, tenant, params, query, now, readAll }) => {
    const requestId = z.uuid().safeParse(params.requestId);
    if (by.kind !== "user" || !requestId.success) throw notFound("copy");
    const asked = { ...query, requestId: requestId.data };
    const content = await readAll((db) => openCopy(db, tenant, asked, by.viewer.user.id, now));
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": attachment(`attune-${tenant.slug}-person-${requestId.data.slice(0, 8)}.json`),
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
);
