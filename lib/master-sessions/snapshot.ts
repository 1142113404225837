import "server-only";
import type { z } from "zod";
import type { TenantSql } from "@/lib/db/tenant";
import { notFound } from "@/lib/errors";
import { gatheringOf } from "@/lib/master-sessions/gathering";
import { getSnapshotRow } from "@/lib/master-sessions/queries/get-snapshot-row";
import { masterOf } from "@/lib/master-sessions/queries/session-columns";
import { comparedSessions, type Group, type Snapshot } from "@/lib/master-sessions/schema";
import { themeLabel, withLabels } from "@/lib/master-sessions/themes/label";
import type { Lexicon } from "@/lib/master-sessions/themes/lexicon";
import { loadLexicon } from "@/lib/master-sessions/themes/load-lexicon";

type Row = z.output<typeof getSnapshotRow.row>;

/**
 * The snapshot of one session. Page, API, CSV, JSON export and the shared report all read this value, so that they
 * cannot disagree. `now` only matters while a session is live. Throws `not-found` for an id that this tenant has not,
 * whether or not another one has.
 */
export async function getSnapshot(db: TenantSql, sessionId: string, now: Date = new Date()): Promise<Snapshot> {
  const row = await getSnapshotRow.first(db, { sessionId, now });
  if (!row) throw notFound("session");
  return toSnapshot(row, await loadLexicon(db));
}

/** Decides what a row says; no I/O. */
export function toSnapshot(row: Row, lexicon: Pick<Lexicon, "byKey">): Snapshot {
  const { frozen, soFar } = row;
  const total = frozen?.total ?? row.total;
  const groups = (dimension: string): Group[] =>
    row.groups.filter(([of]) => of === dimension).map(([, key, people, occurrences]) => ({ key, people, occurrences }));
  const kinds = groups("reaction");
  const themes = groups("theme");
  const shownThemes = themes.filter(({ key, people }) => key !== "" && people >= row.k);
  const curve = frozen?.curve ?? row.curveSoFar ?? [];

  return {
    session: sessionOf(row),
    frozenAt: frozen?.frozenAt ?? null,
    total,
    gathering: gatheringOf(total, row),
    ready: row.ready,
    readyBeforeStart: frozen?.readyBeforeStart ?? null,
    peak: frozen ? { people: frozen.peak, at: frozen.peakAt } : highestSoFar(curve, row.startedAt),
    halfTime: frozen ? { people: frozen.halfTime, at: frozen.halfTimeAt } : null,
    attendedMs: frozen?.attendedMs ?? null,
    partialPeople: frozen?.partialPeople ?? null,
    droppedPeople: frozen?.droppedPeople ?? null,
    joins: frozen?.joins ?? soFar?.joins ?? null,
    dedupeAdjustments: frozen?.dedupeAdjustments ?? (soFar ? soFar.joins - soFar.people : null),
    countries: groups("country"),
    languages: groups("language"),
    devices: groups("device"),
    reactions: {
      people: frozen?.reactingPeople ?? soFar?.reactingPeople ?? 0,
      occurrences: frozen?.reactions ?? row.reactionsSoFar,
      dominant: row.dominantReaction,
      kinds,
    },
    gratitude: {
      texts: frozen?.gratitudeTexts ?? row.textsSoFar,
      people: frozen?.gratitudePeople ?? row.peopleGratefulSoFar,
      // A theme is a word out of somebody's text: one that few people used could point at who wrote it.
      themes: shownThemes.map((theme) => ({
        ...withLabels(theme, lexicon),
        label: themeLabel(theme.key, "en", lexicon),
      })),
      mergedThemes: themes.length - shownThemes.length,
    },
    au: { units: frozen?.au ?? row.auSoFar, label: row.auLabel, unit: row.auUnit },
    replays: { people: row.replayPeople, completed: row.replayCompleted },
    curve,
    comparison: { sessions: row.earlier, needed: comparedSessions.needed, medians: row.medians },
  };
}

function sessionOf(row: Row): Snapshot["session"] {
  const { id, title, language, version, status, shared, timeOfDay, durationMinutes } = row;
  const { scheduledAt, startedAt, endedAt, masterId, masterName } = row;
  return {
    id,
    title,
    master: masterOf({ masterId, masterName }),
    language,
    version,
    status,
    shared,
    scheduledAt,
    startedAt,
    endedAt,
    heldAt: row.heldAt ?? row.lastEventAt,
    timeOfDay,
    durationMinutes,
  };
}

// The exact peak is worked out once, at the end; until then the fullest minute is what can be said.
function highestSoFar(curve: readonly number[], startedAt: Date | null): Snapshot["peak"] {
  if (curve.length === 0 || !startedAt) return null;
  const people = Math.max(...curve);
  return { people, at: new Date(startedAt.getTime() + curve.indexOf(people) * 60_000) };
}
