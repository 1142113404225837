import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { DataTable } from "@/components/ui/data-table";
import type { listRefusals } from "@/lib/quiz-sessions/queries/record-refusals";

type Refusal = z.output<typeof listRefusals.row>;

/** Results that could not be taken in: which field, why, how often. Values are never kept. */
export function RefusalTable({ refusals, view }: { refusals: readonly Refusal[]; view: View }) {
  const t = useTranslations("quiz.sources.refusals");
  const labels = useLabels(view);
  return (
    <DataTable
      caption={t("title")}
      rows={refusals}
      rowKey={({ id }) => id}
      empty={<p className="text-label text-ink-quiet">{t("none")}</p>}
      columns={[
        { key: "field", header: t("field"), cell: (row) => row.field || t("whole") },
        { key: "reason", header: t("reason"), cell: (row) => row.reason },
        { key: "source", header: t("source"), from: "sm", cell: (row) => labels.source(row.source) },
        { key: "id", header: t("id"), from: "md", cell: (row) => row.lastId || "–" },
        { key: "times", header: t("times"), align: "end", cell: (row) => view.format.integer(row.occurrences) },
        { key: "last", header: t("last"), from: "sm", nowrap: true, cell: (row) => view.format.dateTime(row.lastAt) },
      ]}
    />
  );
}
