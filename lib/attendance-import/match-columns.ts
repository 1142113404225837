import type { ColumnName } from "@/lib/attendance-import/schema";

/** Headers as the programs write them, in lower case and without signs; the first that a file has is taken. */
const known: Record<ColumnName, readonly string[]> = {
  name: ["name original name", "name", "participant", "user name", "teilnehmer", "name ursprunglicher name"],
  email: ["user email", "email", "e mail", "benutzer e mail", "e mail adresse"],
  join: ["join time", "join", "joined", "beitrittszeit", "beigetreten", "beitritt"],
  leave: ["leave time", "left", "leave", "verlassen", "zeit des verlassens", "verlassen um"],
  duration: ["duration minutes", "total duration minutes", "duration", "dauer minuten", "gesamtdauer minuten", "dauer"],
  waiting: ["in waiting room", "im warteraum"],
};

export const plainHeader = (header: string) =>
  header
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

export interface MatchedColumn {
  readonly column: ColumnName;
  readonly header: string;
  readonly at: number;
}

/** Which column of a header line holds what. */
export function matchColumns(headers: readonly string[]): MatchedColumn[] {
  const plain = headers.map(plainHeader);
  return (Object.keys(known) as ColumnName[]).flatMap((column) => {
    const at = known[column].map((name) => plain.indexOf(name)).find((place) => place >= 0);
    return at === undefined ? [] : [{ column, header: headers[at] ?? "", at }];
  });
}
