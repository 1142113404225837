import "server-only";
import { type Attendance, measureAttendance } from "@/lib/master-sessions/attendance";
import { consentsOf } from "@/lib/master-sessions/consents-said";
import { readHeader, readNamings } from "@/lib/master-sessions/header";
import {
  arrange,
  compareText,
  type Moment,
  type PracticeEvent,
  readNumber,
  readText,
} from "@/lib/master-sessions/practice-event";
import { countReactions, type Reactions } from "@/lib/master-sessions/reactions";
import type { BreakdownRow, GratitudeRow, Recap, ReplayRow } from "@/lib/master-sessions/recap-rows";
import { countReplays } from "@/lib/master-sessions/replays";
import { findThemes, type Theme } from "@/lib/master-sessions/themes/find-themes";
import { attuneLexicon, type Lexicon } from "@/lib/master-sessions/themes/lexicon";
import { sumUp } from "@/lib/master-sessions/totals";

/**
 * Everything that is shown about one session, from the set of its events: neither their order, nor repeated ids, nor the time at which this
 * runs makes a difference. Presence and reactions are taken up to the end of the session in event time, so that afterwards only an event
 * that happened before it can still correct them; units and gratitude belong to the session whenever they were sent, because clients
 * report and people write at the closing; replays come later by nature (docs/decisions/0160).
 * @param events events of one session; kinds that no recap reads are passed over
 * @param texts event id → what was written in that `practice.gratitude`; a missing one was erased
 * @param people log actor → person; an actor that is not in it is a person
 * @param lexicon what themes are found with: the tenant's
 * @returns null when no event says anything about a session
 */
export function computeRecap(
  events: readonly PracticeEvent[],
  texts: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
  lexicon: Lexicon = attuneLexicon,
): Recap | null {
  const moments = arrange(events, people);
  const first = moments[0];
  // A seal says nothing that happened: it only keeps what did.
  const last = moments.findLast(({ kind }) => kind !== "practice.sealed") ?? first;
  if (!first || !last) return null;

  const header = readHeader(moments);
  const namings = readNamings(moments);
  const start = header.startedAt?.getTime() ?? null;
  const end = header.endedAt?.getTime() ?? null;
  const untilEnd = end === null ? moments : moments.filter((moment) => moment.at <= end);

  const reactions = countReactions(untilEnd);
  const units = sumUnits(moments);
  const attendance = measureAttendance(untilEnd, { start, end }, { reactions: reactions.ofPerson, au: units.ofPerson });
  const { gratitude, themes } = readGratitude(
    moments,
    texts,
    namings.map((naming) => naming.name),
    lexicon,
  );
  const given = {
    gratitudeTexts: gratitude.length,
    gratitudePeople: new Set(gratitude.map((row) => row.actor).filter(Boolean)).size,
    au: units.sum,
  };
  const replays = readReplays(moments);

  return {
    session: {
      ...header,
      heldAt: header.startedAt ?? header.scheduledAt ?? new Date(first.at),
      readyCount: attendance.presentNow,
      total: attendance.rows.filter((row) => row.counted).length,
      replayPeople: replays.length,
      reactions: reactions.occurrences,
      gratitudeTexts: given.gratitudeTexts,
      au: given.au,
      lastEventAt: new Date(last.at),
    },
    namings,
    attendance: attendance.rows,
    deviceIntervals: attendance.deviceRows,
    breakdowns: breakDown(attendance, start !== null, reactions, themes),
    gratitude,
    replays,
    totals: start === null || end === null ? null : sumUp(start, end, attendance, reactions, given),
  };
}

/** Units as the clients sent them, in the moments' order, so that the sum of fractions is the same each time. */
function sumUnits(moments: readonly Moment[]): { sum: number; ofPerson: Map<string, number> } {
  const ofPerson = new Map<string, number>();
  let sum = 0;
  for (const { kind, event, person } of moments) {
    if (kind !== "practice.au") continue;
    const units = Math.max(0, readNumber(event, "units") ?? 0);
    sum += units;
    if (person !== null) ofPerson.set(person, (ofPerson.get(person) ?? 0) + units);
  }
  return { sum, ofPerson };
}

function readGratitude(
  moments: readonly Moment[],
  texts: ReadonlyMap<string, string>,
  names: readonly string[],
  lexicon: Lexicon,
) {
  const said = moments.filter((moment) => moment.kind === "practice.gratitude");
  const declaredOf = ({ event }: Moment) => readText(event, "language") ?? event.language;
  const found = findThemes(
    said.map((moment) => ({
      id: moment.event.eventId,
      person: moment.person,
      language: declaredOf(moment),
      text: texts.get(moment.event.eventId) ?? "",
    })),
    { names, lexicon },
  );
  const consents = consentsOf(moments);
  const gratitude = said.map((moment): GratitudeRow => {
    const { eventId } = moment.event;
    return {
      eventId,
      actor: moment.person,
      language: found.languageOf.get(eventId) ?? declaredOf(moment),
      saidAt: new Date(moment.at),
      themes: found.ofText.get(eventId) ?? [],
      ...(consents.get(eventId) ?? { consent: "none", consentAt: null }),
    };
  });
  return { gratitude, themes: found.themes };
}

function readReplays(moments: readonly Moment[]): ReplayRow[] {
  return [...countReplays(moments)].map(([actor, replay]) => ({ actor, ...replay }));
}

/** Countries, languages and devices of the people counted (before the start: of those ready now), one each; reactions; themes. */
function breakDown(
  attendance: Attendance,
  started: boolean,
  reactions: Reactions,
  themes: readonly Theme[],
): BreakdownRow[] {
  const circle = attendance.rows.filter((row) => (started ? row.counted : row.intervals.at(-1)?.[1] === null));
  const rows: BreakdownRow[] = [];
  for (const dimension of ["country", "language", "device"] as const) {
    const groups = new Map<string, { people: number; occurrences: number }>();
    for (const row of circle) {
      const value = row[dimension] ?? "";
      const group = groups.get(value) ?? { people: 0, occurrences: 0 };
      groups.set(value, { people: group.people + 1, occurrences: group.occurrences + row.joins });
    }
    const values = [...groups].sort(([a, left], [b, right]) => right.people - left.people || compareText(a, b));
    for (const [value, group] of values) rows.push({ dimension, value, ...group });
  }
  for (const { kind, people, occurrences } of reactions.tallies) {
    rows.push({ dimension: "reaction", value: kind, people, occurrences });
  }
  for (const { value, people, occurrences } of themes) {
    rows.push({ dimension: "theme", value, people, occurrences });
  }
  return rows;
}
