import { attachment } from "@/lib/csv";
import { route } from "@/lib/guard/route";
import { prospectAnswerSchema } from "@/lib/quiz-sessions/answer";
import { exportProspect, prospectParams } from "@/lib/quiz-sessions/prospect-page";

/** Everything that is kept of one prospect, as a file to hand over. */
export const GET = route(
  { auth: ["session"], permission: "quizzes:read", params: prospectParams },
  async ({ params, tenant, readAll }) =>
    Response.json(prospectAnswerSchema.parse(await readAll((db) => exportProspect(db, params.prospectId))), {
      headers: {
        "content-disposition": attachment(`${tenant.slug}-prospect.json`),
        "cache-control": "private, no-store",
      },
    }),
);
