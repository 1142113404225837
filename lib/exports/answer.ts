import "server-only";
import { z } from "zod";
import { type ExportJob, jobRow } from "@/lib/exports/queries/export-jobs";

/** An export as the person who asked for it sees it. */
export const exportSchema = z.strictObject(jobRow.omit({ createdBy: true, attempt: true }).shape);

/** `GET /api/exports` */
export const exportsAnswerSchema = z.strictObject({ exports: z.array(exportSchema) });

/** `GET /api/exports/{exportId}/file` */
export const exportFileParams = z.object({ exportId: z.string() });
export const exportFileQuery = z.strictObject({ expires: z.string().max(20), signature: z.string().max(100) });

/** A person's exports without what only the worker needs. */
export const toExportsAnswer = (jobs: readonly ExportJob[]): z.output<typeof exportsAnswerSchema> =>
  exportsAnswerSchema.parse({ exports: jobs.map(({ createdBy: _, attempt: __, ...shown }) => shown) });
