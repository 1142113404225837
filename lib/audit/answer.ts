import "server-only";
import { z } from "zod";
import { auditSearchSchema } from "@/lib/audit/audit-search";
import { auditEntryRow } from "@/lib/audit/queries/list-entries";

/** `GET /api/audit/export` */
export const auditExportQuery = auditSearchSchema.extend({ format: z.enum(["csv", "json"]) });

export const auditEntrySchema = z.strictObject(auditEntryRow.shape);
export const auditFileSchema = z.array(auditEntrySchema);
