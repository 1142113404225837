import "server-only";
import { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import { knownNames } from "@/lib/reports/known-names";
import { listVoices, voiceStates } from "@/lib/reports/queries/list-voices";
import { findIdentifying, redact } from "@/lib/reports/quote";
import type { IdentifyingKind } from "@/lib/reports/redact/identifying";

const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/);

/** The review queue as it stands in an address. Without a state it shows what waits. */
export const voicesSearch = z.object({
  state: z.enum(voiceStates).default("open"),
  language: z.string().max(35).optional(),
  master: id.optional(),
  session: id.optional(),
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z~[0-9a-f-]{36}$/)
    .optional(),
});
type Search = z.output<typeof voicesSearch>;

/** A piece of a text, and of which kind it is when the redactor would hide it. */
export interface Piece {
  /** where it begins */
  readonly at: number;
  readonly text: string;
  readonly kind: IdentifyingKind | null;
}

export type Voice = Omit<z.output<typeof listVoices.row>, "place"> & {
  readonly pieces: readonly Piece[];
  /** what would be printed if nobody shortened it further */
  readonly proposed: string;
};

export const voicesPerPage = 30;

/** One page of texts to read, each with what the redactor would hide, and the cursor of the next page or null. */
export async function listVoicesPage(
  db: TenantSql,
  { cursor, ...filters }: Search,
): Promise<{ voices: Voice[]; nextCursor: string | null }> {
  const [saidAt, eventId] = cursor?.split("~") ?? [];
  const rows = await listVoices.all(db, {
    ...filters,
    after: saidAt && eventId ? { saidAt, eventId } : undefined,
    limit: voicesPerPage + 1,
  });
  const shown = rows.slice(0, voicesPerPage);
  const names = await knownNames(
    db,
    shown.map((row) => row.text),
  );
  const last = shown.at(-1);
  return {
    voices: shown.map(({ place: _, ...row }) => ({
      ...row,
      pieces: piecesOf(row.text, names),
      proposed: redact(row.text, names),
    })),
    nextCursor: rows.length > voicesPerPage && last ? `${last.place}~${last.eventId}` : null,
  };
}

function piecesOf(text: string, names: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, kind } of findIdentifying(text, names)) {
    if (start > at) pieces.push({ at, text: text.slice(at, start), kind: null });
    pieces.push({ at: start, text: text.slice(start, end), kind });
    at = end;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), kind: null });
  return pieces;
}
