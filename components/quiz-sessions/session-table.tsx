import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LeadBadge } from "@/components/quiz-sessions/lead-badge";
import { ScoreSpark } from "@/components/quiz-sessions/score-spark";
import { PageCheckbox, SessionCheckbox } from "@/components/quiz-sessions/tag-selected";
import { type Labels, useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable, type SortState } from "@/components/ui/data-table";
import type { ColumnKey } from "@/lib/quiz-sessions/list-search";
import type { SessionRow } from "@/lib/quiz-sessions/queries/list-sessions";
import { leadOf } from "@/lib/quiz-sessions/schema";

/** Who a session is of: a name, else an address, else that nobody is known. */
export function useWho() {
  const t = useTranslations("quiz");
  return (row: Pick<SessionRow, "name" | "email">) => row.name ?? row.email ?? t("nobody");
}

/** Where an address may be broken before it has to be: at its sign. */
const at = (email: string) => Math.max(0, email.lastIndexOf("@"));

/** Quiz sessions as a table; a row opens its details beside the list. */
export function SessionTable({
  sessions,
  columns: shown,
  selectable = false,
  sort,
  rowHref,
  empty,
  pager,
  view,
}: {
  sessions: readonly SessionRow[];
  columns: readonly ColumnKey[];
  selectable?: boolean;
  sort?: SortState;
  rowHref: (row: SessionRow) => string;
  empty?: ReactNode;
  pager?: ReactNode;
  view: View;
}) {
  const t = useTranslations("quiz");
  const labels = useLabels(view);
  const who = useWho();
  const optional = optionalColumns(t, labels, view);
  const columns: Column<SessionRow>[] = [
    ...(selectable
      ? [
          {
            key: "select",
            header: <PageCheckbox label={t("selectPage")} />,
            className: "w-8 pr-2",
            cell: (row: SessionRow) => <SessionCheckbox id={row.id} label={t("select", { who: who(row) })} />,
          },
        ]
      : []),
    {
      key: "who",
      header: t("columns.who"),
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-col">
          <span className="flex flex-wrap items-baseline gap-x-2 [overflow-wrap:anywhere]">
            {who(row)}
            {row.conflictOf || row.conflicts > 0 ? (
              <Badge tone="warn">{row.conflictOf ? t("conflict.other") : t("conflict.own")}</Badge>
            ) : null}
          </span>
          {row.name && row.email ? (
            <span className="text-label font-normal text-ink-quiet [overflow-wrap:anywhere]">
              {row.email.slice(0, at(row.email))}
              <wbr />
              {row.email.slice(at(row.email))}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: "time",
      header: t("columns.time"),
      sortKey: "time",
      nowrap: true,
      cell: (row) => (
        <span className="flex flex-col">
          <span className="figures">{view.format.dateTime(row.begunAt)}</span>
          <span className="text-label text-ink-quiet">{state(row, t, labels, view.now)}</span>
        </span>
      ),
    },
    ...shown.map((key) => optional[key]),
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={sessions}
      rowKey={(row) => row.id}
      rowHref={rowHref}
      sort={sort}
      empty={empty}
      pager={pager}
    />
  );
}

type Words = ReturnType<typeof useTranslations<"quiz">>;

/** How far somebody came, in a word. */
function state(row: SessionRow, t: Words, labels: Labels, now: Date): string {
  if (row.booked) return t("state.booked");
  if (row.opened) return t("state.opened");
  if (row.completedAt) return t("state.completed");
  if (now.getTime() - row.begunAt.getTime() < 30 * 60_000) return t("state.underWay");
  return t("state.left", { step: labels.step(row.lastStep) });
}

function optionalColumns(t: Words, labels: Labels, { format }: View): Record<ColumnKey, Column<SessionRow>> {
  return {
    framework: {
      key: "framework",
      header: t("columns.framework"),
      from: "lg",
      cell: (row) => labels.framework(row.frameworkId),
    },
    format: { key: "format", header: t("columns.format"), from: "md", cell: (row) => labels.format(row.format) },
    version: { key: "version", header: t("columns.version"), from: "lg", cell: (row) => row.version ?? "–" },
    result: {
      key: "result",
      header: t("columns.result"),
      from: "sm",
      cell: (row) =>
        row.primaryId === null
          ? "–"
          : [row.primaryId, row.secondaryId].flatMap((id) => (id ? [labels.archetype(id)] : [])).join(" × "),
    },
    scores: {
      key: "scores",
      header: t("columns.scores"),
      from: "lg",
      cell: (row) => (
        <ScoreSpark
          scores={row.scores}
          label={Object.entries(row.scores ?? {})
            .map(([id, score]) => `${labels.archetype(id)} ${format.decimal(score, score % 1 ? 1 : 0)}`)
            .join(", ")}
        />
      ),
    },
    lead: {
      key: "lead",
      header: t("columns.lead"),
      sortKey: "lead",
      // Whom to call first stands first.
      sortFirst: "desc",
      cell: (row) => <LeadBadge lead={leadOf(row.lead)} byHand={row.leadByHand} />,
    },
    source: { key: "source", header: t("columns.source"), from: "lg", cell: (row) => labels.source(row.source) },
    duration: {
      key: "duration",
      header: t("columns.duration"),
      sortKey: "duration",
      align: "end",
      from: "md",
      cell: (row) => labels.duration(row.durationMs),
    },
    cost: {
      key: "cost",
      header: t("columns.cost"),
      sortKey: "cost",
      align: "end",
      from: "md",
      cell: (row) => labels.cost(row.costMinor, row.costCurrency),
    },
    language: {
      key: "language",
      header: t("columns.language"),
      from: "md",
      cell: (row) => labels.language(row.language),
    },
    tags: { key: "tags", header: t("columns.tags"), from: "md", cell: (row) => row.tags.join(", ") || "–" },
  };
}
