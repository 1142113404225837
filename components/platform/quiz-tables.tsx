import "server-only";
import { getTranslations } from "next-intl/server";
import { Change } from "@/components/ui/change";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { Format } from "@/lib/format";
import type { QuizFigures } from "@/lib/platform/quiz-analytics";

type TenantRow = QuizFigures["tenants"][number];
type PurposeRow = QuizFigures["purposes"][number];

/** Each organisation's quizzes; a sum that few stand behind is left out. */
export async function QuizTenantTable({
  tenants,
  before,
  hrefOf,
  format,
}: {
  tenants: readonly TenantRow[];
  before: readonly TenantRow[];
  /** the same page about one organisation */
  hrefOf: (slug: string) => string;
  format: Format;
}) {
  const t = await getTranslations("admin.quizzes");
  const few = <span className="text-label text-ink-quiet">{t("few")}</span>;
  const earlier = new Map(before.map((row) => [row.slug, row]));
  const columns: Column<TenantRow>[] = [
    {
      key: "name",
      header: t("client"),
      cell: (row) => <TextLink href={hrefOf(row.slug)}>{row.name}</TextLink>,
    },
    {
      key: "sessions",
      header: t("sessions"),
      align: "end",
      cell: (row) => (row.sessions === null ? few : format.integer(row.sessions)),
    },
    {
      key: "change",
      header: t("change"),
      from: "sm",
      cell: (row) => <Change current={row.sessions} previous={earlier.get(row.slug)?.sessions ?? null} />,
    },
    {
      key: "completion",
      header: t("completion"),
      align: "end",
      cell: (row) => (row.completion === null ? few : format.percent(row.completion)),
    },
    {
      key: "completionChange",
      header: t("change"),
      from: "md",
      cell: (row) => <Change current={row.completion} previous={earlier.get(row.slug)?.completion ?? null} points />,
    },
    {
      key: "turns",
      header: t("figures.median.label"),
      align: "end",
      from: "sm",
      cell: (row) => (row.turns === null ? few : format.decimal(row.turns, 1)),
    },
    {
      key: "turnsChange",
      header: t("change"),
      from: "lg",
      cell: (row) => <Change current={row.turns} previous={earlier.get(row.slug)?.turns ?? null} meaning="neutral" />,
    },
    {
      key: "cost",
      header: t("costsTitle"),
      align: "end",
      from: "sm",
      cell: (row) => row.costs.map(({ costMinor, currency }) => format.money(costMinor, currency)).join(" · ") || "–",
    },
    {
      key: "costChange",
      header: t("change"),
      from: "lg",
      cell: (row) => (
        <span className="flex flex-col">
          {row.costs.map(({ costMinor, currency }) => (
            <Change
              key={currency}
              current={costMinor}
              previous={earlier.get(row.slug)?.costs.find((one) => one.currency === currency)?.costMinor ?? 0}
              meaning="down-is-good"
            />
          ))}
        </span>
      ),
    },
  ];
  return <DataTable caption={t("tenantsTitle")} columns={columns} rows={tenants} rowKey={(row) => row.slug} />;
}

/** What AI cost, by purpose; currencies are never added up. */
export async function CostTable({
  purposes,
  before,
  format,
}: {
  purposes: readonly PurposeRow[];
  before: readonly PurposeRow[];
  format: Format;
}) {
  const t = await getTranslations("admin.quizzes");
  const tQuiz = await getTranslations("quiz");
  const keyOf = (row: PurposeRow) => `${row.purpose} ${row.currency}`;
  const earlier = new Map(before.map((row) => [keyOf(row), row.costMinor]));
  const columns: Column<PurposeRow>[] = [
    {
      key: "purpose",
      header: t("purpose"),
      cell: ({ purpose }) =>
        tQuiz.has(`purpose.${purpose}`) ? tQuiz(`purpose.${purpose}`) : <code className="text-label">{purpose}</code>,
    },
    { key: "calls", header: t("calls"), align: "end", from: "sm", cell: (row) => format.integer(row.calls) },
    { key: "cost", header: t("cost"), align: "end", cell: (row) => format.money(row.costMinor, row.currency) },
    {
      key: "change",
      header: t("change"),
      cell: (row) => <Change current={row.costMinor} previous={earlier.get(keyOf(row)) ?? 0} meaning="down-is-good" />,
    },
  ];
  return (
    <DataTable
      caption={t("costsTitle")}
      columns={columns}
      rows={purposes}
      rowKey={keyOf}
      empty={<EmptyState title={t("noCostTitle")}>{t("noCostText")}</EmptyState>}
    />
  );
}
