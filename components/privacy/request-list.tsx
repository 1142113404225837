"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { createFormat } from "@/lib/format";
import { fetchCopy, retryRequest } from "@/lib/privacy/actions";

/** A request as the page shows it: when, by whom, what kind, and what became of it; never about whom. */
export interface ListedRequest {
  readonly id: string;
  readonly kind: "export" | "erasure";
  readonly state: "queued" | "running" | "done" | "failed" | "expired";
  readonly askedBy: string;
  readonly askedAt: string;
  readonly finishedAt: string | null;
  readonly expiresAt: string | null;
  readonly events: number;
  /** whoever looks asked for it, and so may fetch the copy */
  readonly own: boolean;
}

const tones = { queued: "plain", running: "accent", done: "good", failed: "bad", expired: "plain" } as const;

/** While one is on its way, the page is asked anew two seconds after each answer. */
export function RequestList({
  tenant,
  locale,
  timeZone,
  rows,
}: {
  tenant: string;
  locale: string;
  timeZone: string;
  rows: readonly ListedRequest[];
}) {
  const t = useTranslations("privacy");
  const router = useRouter();
  const format = createFormat({ locale, timeZone });
  const open = rows.some(({ state }) => state === "queued" || state === "running");
  const [asking, startAsking] = useTransition();
  useEffect(() => {
    // Not before the last answer is there: a slow server would otherwise never get to give one.
    if (!open || asking) return;
    const timer = setTimeout(() => startAsking(() => router.refresh()), 2000);
    return () => clearTimeout(timer);
  }, [open, asking, router]);

  const columns: Column<ListedRequest>[] = [
    { key: "kind", header: t("requests.kind"), rowHeader: true, cell: (row) => t(`requests.kinds.${row.kind}`) },
    { key: "asked", header: t("requests.asked"), from: "md", cell: (row) => format.dateTime(new Date(row.askedAt)) },
    { key: "by", header: t("requests.by"), from: "md", cell: (row) => row.askedBy },
    {
      key: "state",
      header: t("requests.state"),
      cell: (row) => (
        <span className="flex flex-col">
          <Badge tone={tones[row.state]}>{t(`requests.states.${row.kind}.${row.state}`)}</Badge>
          {row.finishedAt ? (
            <span className="pl-3 text-label text-ink-quiet">{format.dateTime(new Date(row.finishedAt))}</span>
          ) : null}
        </span>
      ),
    },
    {
      key: "events",
      header: t("requests.events"),
      from: "md",
      align: "end",
      cell: (row) => (row.finishedAt ? t("found.number", { count: row.events }) : "–"),
    },
    {
      key: "do",
      header: <span className="sr-only">{t("requests.do")}</span>,
      align: "end",
      cell: (row) => <Do tenant={tenant} row={row} />,
    },
  ];
  return (
    <DataTable
      caption={t("requests.title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t("requests.none")}>{t("requests.noneText")}</EmptyState>}
    />
  );
}

function Do({ tenant, row }: { tenant: string; row: ListedRequest }) {
  const t = useTranslations("privacy.requests");
  const router = useRouter();
  const fetching = useAction(fetchCopy);
  const retrying = useAction(retryRequest);
  const input = { tenant, requestId: row.id };

  const fetchFile = async () => {
    const link = await fetching.run(input);
    if (!link) return void toast(t("gone"), "bad");
    // The answer is a file to save, so the page stays where it is.
    window.location.assign(link.url);
  };
  const again = async () => {
    if ((await retrying.run(input)) === undefined) toast(t("gone"), "bad");
    router.refresh();
  };

  if (row.state === "failed") {
    return (
      <Button small busy={retrying.pending} onClick={() => void again()}>
        {t("retry")}
      </Button>
    );
  }
  if (row.kind === "export" && row.state === "done" && row.own) {
    return (
      <Button small tone="primary" busy={fetching.pending} onClick={() => void fetchFile()}>
        {t("download")}
      </Button>
    );
  }
  return null;
}
