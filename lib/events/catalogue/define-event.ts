import type { z } from "zod";
import type { Locale } from "@/lib/i18n";

interface EventTexts<Field extends string> {
  /** one sentence: when to send it and what it means */
  summary: string;
  properties: Record<Field, string>;
}

/** One event of the catalogue: what may be sent, where its parts go, and how it is explained. */
export interface EventDefinition<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  /** `call`: a call of its own in Segment's API (identify, page …); `track`: sent by its name */
  readonly kind: "track" | "identify" | "alias" | "group" | "page" | "screen";
  readonly properties: z.ZodObject<Shape>;
  /** the property that says to which session the event belongs; it becomes the log's session_key */
  readonly sessionKey?: Extract<keyof Shape, string>;
  /** free text by a person: kept in analytics.private_texts under the property's name, never in the log */
  readonly personal?: readonly Extract<keyof Shape, string>[];
  /** a property that says what may be done with a personal text */
  readonly consent?: { readonly to: Extract<keyof Shape, string>; readonly by: Extract<keyof Shape, string> };
  /** a fact about the session itself: whoever's account sent it took no part by sending it, so the log names nobody */
  readonly impersonal?: boolean;
  /** properties that are read elsewhere (the page's address) and so are not reported as ignored */
  readonly absorbed?: readonly string[];
  readonly texts: Record<Locale, EventTexts<Extract<keyof Shape, string>>>;
  /** a whole event as `POST /api/ingest` takes it, without its name */
  readonly example: Readonly<Record<string, unknown>>;
}

/** Checks a definition against its own schema by type. An event is one file that calls this, and one line in catalogue.ts. */
export function defineEvent<Shape extends z.ZodRawShape>(
  definition: Omit<EventDefinition<Shape>, "kind"> & { kind?: EventDefinition["kind"] },
): EventDefinition<Shape> {
  return { kind: "track", ...definition };
}
