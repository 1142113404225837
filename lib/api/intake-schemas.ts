import { z } from "zod";
import type { Verdict } from "@/lib/events/verdict";
import type { Health } from "@/lib/jobs/health";

/** An event as `POST /api/ingest` takes it. What a known name's properties are stands in the catalogue. */
export const eventSchema = z.object({
  name: z.string().min(1).max(200),
  id: z.string().max(256).optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  sentAt: z.iso.datetime({ offset: true }).optional(),
  userId: z.string().max(256).optional(),
  anonymousId: z.string().max(256).optional(),
  previousId: z.string().max(256).optional(),
  groupId: z.string().max(256).optional(),
  context: z.record(z.string(), z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  traits: z.record(z.string(), z.unknown()).optional(),
});

export const issueSchema = z.object({ field: z.string(), reason: z.string() });

// The declared types hold these to what intake and health really answer.
export const verdictSchema: z.ZodType<Verdict> = z.union([
  z.object({
    index: z.int(),
    id: z.string().nullable(),
    verdict: z.literal("accepted"),
    ignored: z.array(z.string()).optional(),
  }),
  z.object({ index: z.int(), id: z.string().nullable(), verdict: z.literal("duplicate") }),
  z.object({
    index: z.int(),
    id: z.string().nullable(),
    verdict: z.literal("rejected"),
    field: z.string(),
    reason: z.string(),
    issues: z.array(issueSchema).optional(),
  }),
]);

export const verdictsSchema = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  verdicts: z.array(verdictSchema),
});

export const segmentAnswerSchema = z.object({ success: z.literal(true) });

export const healthSchema: z.ZodType<Health> = z.object({
  status: z.enum(["ok", "unavailable"]),
  database: z.enum(["ok", "unreachable"]),
  worker: z.enum(["ok", "not seen", "unknown"]),
  lastProjectedAt: z.iso.datetime().nullable(),
});

/** What every address answers when it refuses: `fields` says for each wrong field what to do. */
export const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), fields: z.record(z.string(), z.string()) }),
});
