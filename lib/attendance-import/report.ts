import type { MatchedColumn } from "@/lib/attendance-import/match-columns";
import type { DateFormat, Issue, ReportSource } from "@/lib/attendance-import/schema";

/** One stay of one person, as a line of the file tells it. */
export interface Stay {
  readonly line: number;
  readonly name: string;
  readonly email: string | null;
  readonly joinedAt: Date;
  /** null = still there when the file was made */
  readonly leftAt: Date | null;
}

/** A feeling that the file tells about. */
export interface ReportedReaction {
  readonly name: string;
  readonly email: string | null;
  readonly kind: string;
  readonly at: Date;
}

/** A file as it was understood. With an issue of weight `error` it must not be imported. */
export interface Report {
  readonly source: ReportSource;
  readonly title: string | null;
  /** what the program that made the file says about the session itself */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly columns: readonly Omit<MatchedColumn, "at">[];
  readonly format: DateFormat | null;
  /** the dates could also be the other way round */
  readonly ambiguous: boolean;
  readonly stays: readonly Stay[];
  readonly reactions: readonly ReportedReaction[];
  readonly issues: readonly Issue[];
}
