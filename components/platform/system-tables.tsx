import "server-only";
import { getTranslations } from "next-intl/server";
import { RetryJob } from "@/components/platform/retry-job";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { Format } from "@/lib/format";
import type { FailedJob, QueueState } from "@/lib/jobs/queue-state";
import type { SlowStatement, TableSize } from "@/lib/platform/queries/database-state";

const code = (text: string) => <code className="text-label [overflow-wrap:anywhere]">{text}</code>;

/** Every queue with what waits, runs and failed. */
export async function QueueTable({
  queues,
  format,
  now,
}: {
  queues: readonly QueueState[];
  format: Format;
  now: Date;
}) {
  const t = await getTranslations("admin.system");
  const columns: Column<QueueState>[] = [
    {
      key: "queue",
      header: t("queue"),
      cell: (queue) => (
        <span className="flex flex-col">
          {code(queue.name)}
          {queue.waitingSince ? (
            <span className="text-label font-normal text-ink-quiet">
              {t("since", { when: format.relative(queue.waitingSince, now) })}
            </span>
          ) : null}
        </span>
      ),
    },
    { key: "waiting", header: t("waiting"), align: "end", cell: (queue) => format.integer(queue.waiting) },
    { key: "active", header: t("active"), align: "end", cell: (queue) => format.integer(queue.active) },
    { key: "failed", header: t("failed"), align: "end", cell: (queue) => format.integer(queue.failed) },
    {
      key: "done",
      header: t("lastDone"),
      from: "sm",
      nowrap: true,
      cell: (queue) => format.dateTime(queue.lastDoneAt),
    },
  ];
  return <DataTable caption={t("queuesTitle")} columns={columns} rows={queues} rowKey={(queue) => queue.name} />;
}

/** Jobs that failed for good, each with a button to try it again. */
export async function FailedJobs({ jobs, format }: { jobs: readonly FailedJob[]; format: Format }) {
  const t = await getTranslations("admin.system");
  const columns: Column<FailedJob>[] = [
    { key: "queue", header: t("queue"), cell: (job) => code(job.queue) },
    { key: "message", header: t("message"), cell: (job) => <span className="text-label">{job.message || "–"}</span> },
    { key: "attempts", header: t("attempts"), align: "end", from: "sm", cell: (job) => format.integer(job.attempts) },
    { key: "when", header: t("failed"), from: "sm", nowrap: true, cell: (job) => format.dateTime(job.failedAt) },
  ];
  return (
    <DataTable
      caption={t("failedTitle")}
      columns={columns}
      rows={jobs}
      rowKey={(job) => job.id}
      rowActions={(job) => <RetryJob queue={job.queue} jobId={job.id} />}
      empty={<EmptyState title={t("failedNone")}>{t("failedNoneText")}</EmptyState>}
    />
  );
}

/** Bytes in the unit that reads best, in steps of 1,024. */
function bytesInWords(format: Format, bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${value < 10 && step > 0 ? format.decimal(value) : format.integer(value)} ${units[step]}`;
}

/** How large the database is and what takes the room. */
export async function TableSizes({
  bytes,
  tables,
  format,
}: {
  bytes: number;
  tables: readonly TableSize[];
  format: Format;
}) {
  const t = await getTranslations("admin.system");
  const columns: Column<TableSize>[] = [
    { key: "table", header: t("table"), cell: (table) => code(table.name) },
    { key: "rows", header: t("rows"), align: "end", from: "sm", cell: (table) => format.integer(table.rows) },
    { key: "indexes", header: t("ofIndexes"), align: "end", cell: (table) => bytesInWords(format, table.indexBytes) },
    { key: "size", header: t("size"), align: "end", cell: (table) => bytesInWords(format, table.bytes) },
  ];
  return (
    <>
      <p className="text-body text-ink-soft">
        {t("total")} <span className="figures text-ink">{bytesInWords(format, bytes)}</span>
      </p>
      <DataTable caption={t("sizeTitle")} columns={columns} rows={tables} rowKey={(table) => table.name} />
    </>
  );
}

/** The statements that took most time, by name. */
export async function SlowStatements({
  statements,
  format,
}: {
  statements: readonly SlowStatement[] | null;
  format: Format;
}) {
  const t = await getTranslations("admin.system");
  if (!statements) return <EmptyState title={t("slowNone")}>{t("slowNoneText")}</EmptyState>;
  const ms = (value: number) => t("ms", { value: value < 10 ? format.decimal(value) : format.integer(value) });
  const columns: Column<SlowStatement>[] = [
    { key: "query", header: t("query"), cell: (statement) => code(statement.name) },
    {
      key: "calls",
      header: t("calls"),
      align: "end",
      from: "sm",
      cell: (statement) => format.integer(statement.calls),
    },
    { key: "mean", header: t("mean"), align: "end", cell: (statement) => ms(statement.meanMs) },
    { key: "max", header: t("max"), align: "end", from: "sm", cell: (statement) => ms(statement.maxMs) },
    { key: "time", header: t("time"), align: "end", cell: (statement) => ms(statement.totalMs) },
  ];
  return <DataTable caption={t("slowTitle")} columns={columns} rows={statements} rowKey={(one) => one.name} />;
}
