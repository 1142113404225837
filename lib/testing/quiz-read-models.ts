import type { Tenant } from "@/lib/db/directory";
import type { TestDatabase } from "@/lib/testing/db";
import { tableRows } from "@/lib/testing/table-rows";

const tables = [
  "assess_sessions",
  "quiz_transcripts",
  "quiz_ai_usage",
  "quiz_session_actors",
  "quiz_steps",
  "quiz_edges",
  "quiz_silent_sessions",
  "quiz_values",
  "quiz_names",
  "quiz_turn_days",
  "quiz_cohort_people",
  "quiz_cohort_cells",
  "quiz_score_counts",
  "quiz_day_totals",
] as const;

/** Every row of the quiz read models of a tenant, by table. */
export const quizRows = (database: TestDatabase, tenant: Tenant) => tableRows(database, tenant, tables);
