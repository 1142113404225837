import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { z } from "zod";
import { type Column, DataTable } from "@/components/ui/data-table";
import { TextLink } from "@/components/ui/text-link";
import type { listRejections } from "@/lib/events/queries/list-rejections";
import type { Format } from "@/lib/format";

type Rejection = z.output<typeof listRejections.row>;

interface Props {
  rejections: readonly Rejection[];
  /** where the catalogue explains an event, or null when it does not know it */
  eventHref: (name: string) => string | null;
  format: Format;
  now: Date;
  empty: ReactNode;
}

/** What known events did wrong, in the words that the sender got as an answer. */
export async function RejectionTable({ rejections, eventHref, format, now, empty }: Props) {
  const t = await getTranslations("settings.rejections");
  const columns: Column<Rejection>[] = [
    {
      key: "event",
      header: t("event"),
      cell: (row) => {
        const href = eventHref(row.name);
        const name = <code className="font-mono text-label">{row.name || t("noName")}</code>;
        return href ? <TextLink href={href}>{name}</TextLink> : name;
      },
    },
    {
      key: "wrong",
      header: t("wrong"),
      cell: (row) => (
        <span className="flex flex-col">
          <code className="font-mono text-label text-ink">{row.field}</code>
          <span>
            {/* The sender's answer sets what to send between backticks. */}
            {row.reason.split("`").map((part, at) =>
              at % 2 ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence, which never move.
                <code key={at} className="font-mono text-label">
                  {part}
                </code>
              ) : (
                part
              ),
            )}
          </span>
        </span>
      ),
    },
    { key: "times", header: t("times"), align: "end", cell: (row) => format.integer(row.occurrences) },
    { key: "key", header: t("key"), from: "lg", cell: (row) => row.keyName ?? "–" },
    { key: "last", header: t("last"), from: "md", cell: (row) => format.relative(row.lastAt, now) },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={rejections}
      rowKey={(row) => row.fingerprint}
      empty={empty}
    />
  );
}
