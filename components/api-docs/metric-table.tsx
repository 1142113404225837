import { useTranslations } from "next-intl";
import { DataTable } from "@/components/ui/data-table";
import { metricKeys, metrics } from "@/lib/master-sessions/metrics";

/** Every metric with its key, sentence, formula and how it adds up: the one definition, readable. */
export function MetricTable() {
  const t = useTranslations("api.page");
  const m = useTranslations("masters");
  return (
    <DataTable
      caption={t("metrics")}
      rows={metricKeys}
      rowKey={(key) => key}
      columns={[
        {
          key: "metric",
          header: t("metric"),
          className: "w-44 max-sm:w-32",
          cell: (key) => <code className="font-mono text-label font-normal [overflow-wrap:anywhere]">{key}</code>,
        },
        {
          key: "meaning",
          header: t("meaning"),
          cell: (key) => (
            <span className="flex flex-col">
              <span>{m(`metrics.${key}.description`)}</span>
              <span className="text-label text-ink-quiet">{m(`metrics.${key}.formula`)}</span>
            </span>
          ),
        },
        {
          key: "adds",
          header: t("adds"),
          from: "md",
          className: "w-64",
          cell: (key) => <span className="text-label">{m(`additivity.${metrics[key].additivity}`)}</span>,
        },
      ]}
    />
  );
}
