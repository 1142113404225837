import "server-only";
import { getTranslations } from "next-intl/server";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { Format } from "@/lib/format";
import { type PairSession, pairSessionsLimit } from "@/lib/platform/pair-sessions";

/** Sessions under pseudonyms, in the pseudonyms' order. */
export async function PairSessions({ sessions, format }: { sessions: readonly PairSession[]; format: Format }) {
  const t = await getTranslations("admin.cohorts");
  const quizzes = await getTranslations("admin.quizzes");
  const quiz = await getTranslations("quiz.framework");
  const columns: Column<PairSession>[] = [
    { key: "person", header: t("person"), cell: (row) => <code className="text-label">{row.person}</code> },
    {
      key: "session",
      header: t("session"),
      from: "md",
      cell: (row) => <code className="text-label">{row.session}</code>,
    },
    { key: "month", header: t("month"), nowrap: true, cell: (row) => format.month(row.month) },
    {
      key: "framework",
      header: t("framework"),
      from: "sm",
      cell: ({ framework }) => (quiz.has(framework) ? quiz(framework) : framework),
    },
    {
      key: "format",
      header: t("format"),
      from: "sm",
      cell: (row) => (quizzes.has(`formats.${row.format}`) ? quizzes(`formats.${row.format}`) : row.format),
    },
    { key: "turns", header: t("turns"), align: "end", cell: (row) => format.integer(row.turns) },
    {
      key: "duration",
      header: t("minutes"),
      align: "end",
      cell: (row) => format.decimal(row.durationMs / 60_000),
    },
  ];
  return (
    <>
      <DataTable
        caption={t("sessionsTable")}
        columns={columns}
        rows={sessions}
        rowKey={(row) => row.session}
        empty={<EmptyState title={t("noneTitle")}>{t("noneText")}</EmptyState>}
      />
      {sessions.length === pairSessionsLimit ? (
        <p className="text-label text-ink-quiet">{t("first", { count: pairSessionsLimit })}</p>
      ) : null}
    </>
  );
}
