import { z } from "zod";
import { isDay } from "@/lib/analytics/day";
import type { Permission } from "@/lib/identity/permissions";
import { sessionFilters } from "@/lib/master-sessions/schema";

/** What a file holds, one kind of row each. */
export const exportContents = ["sessions", "figures", "groups", "attendees"] as const;
export type ExportContent = (typeof exportContents)[number];

export const exportFormats = ["csv", "json", "ndjson", "parquet"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportStates = ["queued", "running", "done", "failed", "cancelled", "expired"] as const;
export type ExportState = (typeof exportStates)[number];

/** What a role must hold, beside `exports:run`, to be given each content: nobody takes out what she may not read. */
export const contentPermission: Readonly<Record<ExportContent, Permission>> = {
  sessions: "masterSessions:read",
  figures: "masterSessions:read",
  groups: "masterSessions:read",
  attendees: "masterSessions:read",
};

const day = z.string().refine(isDay, { message: "is not a day like 2026-11-20" });

/** Which sessions: one, or those held in a range of the tenant's days, narrowed by filters. */
export const exportQuery = z.strictObject({
  sessionId: z.string().min(1).max(200).optional(),
  from: day,
  to: day,
  filters: sessionFilters.default({}),
});
export type ExportQuery = z.output<typeof exportQuery>;

export const makeExportInput = z.strictObject({
  content: z.enum(exportContents),
  format: z.enum(exportFormats),
  query: exportQuery.refine(({ from, to }) => from <= to, { path: ["to"], message: "the end is before the beginning" }),
});

export const exportInput = z.strictObject({ exportId: z.uuid() });

/** Days that a finished file is kept. */
export const exportDays = 14;
/** Minutes that a link to it works. */
export const linkMinutes = 5;

export interface ExportRow {
  readonly id: string;
  readonly content: ExportContent;
  readonly format: ExportFormat;
  readonly query: ExportQuery;
  readonly state: ExportState;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  readonly bytes: number;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly downloads: number;
}
