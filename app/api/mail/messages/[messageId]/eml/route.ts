import { attachment } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { readEml } from "@/lib/reports/mail/outbox";
import { emlParams } from "@/lib/reports/mail/schema";

/** A message as a mail program opens it, for whoever sends it by hand. */
export const GET = route(
  { auth: ["session"], permission: "reports:share", params: emlParams },
  async ({ params, readAll }) => {
    const { eml, name } = await readAll((db) => readEml(db, params.messageId));
    return new Response(new Uint8Array(eml), {
      headers: {
        "content-type": "message/rfc822",
        "content-disposition": attachment(`${name}.eml`),
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
);
