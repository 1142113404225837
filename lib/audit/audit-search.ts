import { z } from "zod";

const day = z.iso.date();

/** What the audit log can be asked for; page, export and API read the same value from the address. */
export const auditSearchSchema = z.object({
  /** words in the action, the target, the actor's label or the details */
  q: z.string().trim().max(200).default(""),
  action: z.string().max(80).default(""),
  /** the id of a user or key, or `system` and `visitor` */
  actor: z.string().max(80).default(""),
  /** first and last day, in the tenant's zone */
  from: day.optional(),
  to: day.optional(),
});

export type AuditSearch = z.output<typeof auditSearchSchema>;

/** The entries' page: the search and how far one has turned. */
export const auditPageSchema = auditSearchSchema.extend({
  cursor: z.coerce.number().int().min(1).optional(),
  verify: z.literal("1").optional(),
});

export const isFiltered = ({ q, action, actor, from, to }: AuditSearch): boolean =>
  Boolean(q || action || actor || from || to);
