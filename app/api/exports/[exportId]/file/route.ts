import { z } from "zod";
import { attachment } from "@/lib/csv";
import { notFound } from "@/lib/errors";
import { exportFileParams, exportFileQuery } from "@/lib/exports/answer";
import { contentTypes } from "@/lib/exports/format-writer";
import { openFile, streamFile } from "@/lib/exports/service";
import { route } from "@/lib/guard/route";
import { accessOf } from "@/lib/identity/membership";

/** The file behind a signed link: for the person it was made for, while she may read what it holds, for five minutes. */
export const GET = route(
  {
    auth: ["session"],
    permission: "exports:run",
    feature: "exports",
    params: exportFileParams,
    query: exportFileQuery,
  },
  async ({ by, tenant, params, query, now, readAll }) => {
    const user = by.kind === "user" ? by.viewer.user : null;
    const access = user ? await accessOf(user.id, tenant.slug) : null;
    const exportId = z.uuid().safeParse(params.exportId);
    if (!user || !access || !exportId.success) throw notFound("export");
    const asked = { ...query, exportId: exportId.data };
    const { job, fileName } = await readAll((db) =>
      openFile(db, tenant, asked, { id: user.id, role: access.role }, now),
    );
    return new Response(streamFile(readAll, job), {
      headers: {
        "content-type": contentTypes[job.format],
        "content-length": String(job.bytes),
        "content-disposition": attachment(fileName),
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
);
