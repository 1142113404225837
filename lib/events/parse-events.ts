import { invalid, tooLarge } from "@/lib/errors";
import { intakeLimits } from "@/lib/events/limits";
import type { EventIssue } from "@/lib/events/verdict";

export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** One JSON value. Throws `invalid` with the place of the mistake, never with the text around it. */
export function parseJson(text: string): unknown {
  if (text.trim() === "") throw invalid({ body: "is empty; send JSON" });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid({ body: `is not valid JSON${placeOf(error)}; nothing of this request was stored` });
  }
}

/** One JSON value a line; empty lines are passed over. Throws `invalid` with the number of the line. */
export function parseLines(text: string): unknown[] {
  const values: unknown[] = [];
  let number = 0;
  for (const line of text.split("\n")) {
    number++;
    if (line.trim() === "") continue;
    if (values.length > intakeLimits.requestEvents) break;
    try {
      values.push(JSON.parse(line));
    } catch (error) {
      throw invalid({ body: `line ${number} is not valid JSON${placeOf(error)}; nothing of this request was stored` });
    }
  }
  if (values.length === 0) throw invalid({ body: "is empty; send one JSON object a line" });
  return values;
}

function placeOf(error: unknown): string {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? "" : ` (at character ${position})`;
}

/** Throws `tooLarge` when a request holds more events than one may. */
export function assertCount(events: readonly unknown[]): void {
  if (events.length > intakeLimits.requestEvents) {
    throw tooLarge(`A request may hold ${intakeLimits.requestEvents} events. Send them in smaller parts.`);
  }
}

/** What is wrong with the shape of an event before anybody reads it: no object, too large, too deep. */
export function shapeIssue(
  event: unknown,
  bodyLength: number,
): (EventIssue & { kind: "type" | "size" | "depth" }) | null {
  if (!isObject(event)) return { kind: "type", field: "", reason: "must be an object" };
  const { eventBytes, eventDepth } = intakeLimits;
  if (!fitsDepth(event, eventDepth)) {
    return {
      kind: "depth",
      field: "",
      reason: `must not be nested deeper than ${eventDepth} levels; flatten its properties`,
    };
  }
  if (bodyLength > eventBytes && !fitsBytes(event, eventBytes)) {
    return {
      kind: "size",
      field: "",
      reason: `must not be larger than ${eventBytes} bytes as JSON; leave out what nobody reads`,
    };
  }
  return null;
}

function fitsDepth(value: object, levels: number): boolean {
  if (levels === 0) return false;
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    if (inner !== null && typeof inner === "object" && !fitsDepth(inner, levels - 1)) return false;
  }
  return true;
}

function fitsBytes(event: Fields, most: number): boolean {
  const json = JSON.stringify(event);
  // A UTF-16 unit has at most three bytes in UTF-8; only what lies in between needs counting.
  if (json.length * 3 <= most) return true;
  return json.length <= most && Buffer.byteLength(json) <= most;
}
