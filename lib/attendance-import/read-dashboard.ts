import "server-only";
import { z } from "zod";
import { importLimits } from "@/lib/attendance-import/limits";
import type { Report, ReportedReaction, Stay } from "@/lib/attendance-import/report";
import type { Issue } from "@/lib/attendance-import/schema";

const instant = z.number().min(0).max(8.64e15);
const session = z.object({ registeredOn: instant, leftOn: instant.default(0) });
const connection = z.union([z.object({ sessions: z.array(session).min(1) }), session]);
const said = z.object({ name: z.string(), sentOn: instant });

/** What is read of the learning dashboard's JSON; whatever else stands in it is left alone. */
const dashboard = z.object({
  name: z.string().optional(),
  createdOn: instant.optional(),
  endedOn: instant.optional(),
  users: z.record(
    z.string(),
    z.object({
      name: z.string(),
      extId: z.string().optional(),
      intIds: z.record(z.string(), connection),
      reactions: z.array(said).default([]),
      emojis: z.array(said).default([]),
    }),
  ),
});

const at = (ms: number | undefined) => (ms ? new Date(ms) : null);

/** BigBlueButton's learning dashboard as JSON: every connection of every person, with its instants. */
export function readDashboard(text: string): Report {
  const issues: Issue[] = [];
  const empty: Report = {
    source: "big-blue-button-json",
    title: null,
    startedAt: null,
    endedAt: null,
    columns: [],
    format: "instant",
    ambiguous: false,
    stays: [],
    reactions: [],
    issues,
  };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    issues.push({ code: "invalid-json", weight: "error", line: null });
    return empty;
  }
  const parsed = dashboard.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    issues.push({ code: "not-a-report", weight: "error", line: null, what: issue?.path.join(".") });
    return empty;
  }
  const stays: Stay[] = [];
  const reactions: ReportedReaction[] = [];
  // JSON has no lines that anybody counts; people are counted instead.
  for (const [index, user] of Object.values(parsed.data.users).entries()) {
    const line = index + 1;
    const name = user.name.trim();
    if (name === "") {
      issues.push({ code: "no-name", weight: "error", line });
      continue;
    }
    for (const stay of Object.values(user.intIds).flatMap((one) => ("sessions" in one ? one.sessions : [one]))) {
      const joinedAt = new Date(stay.registeredOn);
      const leftAt = at(stay.leftOn);
      if (leftAt && leftAt < joinedAt) issues.push({ code: "leave-before-join", weight: "error", line });
      else stays.push({ line, name, email: null, joinedAt, leftAt });
      if (!leftAt) issues.push({ code: "still-there", weight: "note", line });
    }
    for (const { name: kind, sentOn } of [...user.reactions, ...user.emojis]) {
      if (/^[\p{L}\p{N} _-]{1,40}$/u.test(kind)) reactions.push({ name, email: null, kind, at: new Date(sentOn) });
    }
  }
  if (stays.length > importLimits.rows) {
    issues.push({ code: "too-many-rows", weight: "error", line: null, what: String(stays.length) });
    return empty;
  }
  if (stays.length === 0 && issues.length === 0) issues.push({ code: "no-rows", weight: "error", line: null });
  const { name, createdOn, endedOn } = parsed.data;
  return { ...empty, title: name?.trim() || null, startedAt: at(createdOn), endedAt: at(endedOn), stays, reactions };
}
