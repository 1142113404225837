import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { Format } from "@/lib/format";
import type { Delivery } from "@/lib/webhooks/queries/list-deliveries";

const tones = { pending: "warn", delivered: "good", dead: "bad", cancelled: "plain" } as const;

interface Props {
  deliveries: readonly Delivery[];
  format: Format;
  hrefOf: (delivery: Delivery) => string;
  empty: ReactNode;
  pager: ReactNode;
}

/** What was sent, the newest first. A row opens its attempts. */
export async function DeliveryTable({ deliveries, format, hrefOf, empty, pager }: Props) {
  const t = await getTranslations("webhooks");
  const columns: Column<Delivery>[] = [
    {
      key: "what",
      header: t("deliveries.event"),
      cell: (delivery) => (
        <span className="flex flex-col">
          <span>{t(`events.${delivery.eventType.replaceAll(".", "_")}`)}</span>
          <span className="text-label font-normal text-ink-quiet [overflow-wrap:anywhere]">
            {delivery.endpointName}
          </span>
        </span>
      ),
    },
    {
      key: "status",
      header: t("deliveries.status"),
      cell: (delivery) => <Badge tone={tones[delivery.status]}>{t(`status.${delivery.status}`)}</Badge>,
    },
    {
      key: "answer",
      header: t("deliveries.answer"),
      from: "sm",
      cell: (delivery) =>
        delivery.lastReason
          ? `${t(`reason.${delivery.lastReason}`)}${delivery.lastStatus ? ` (${delivery.lastStatus})` : ""}`
          : (delivery.lastStatus ?? "–"),
    },
    {
      key: "attempts",
      header: t("deliveries.attempts"),
      align: "end",
      from: "sm",
      cell: (delivery) => format.integer(delivery.attempts),
    },
    {
      key: "next",
      header: t("deliveries.next"),
      from: "lg",
      nowrap: true,
      cell: (delivery) => (delivery.status === "pending" ? format.dateTime(delivery.nextAttemptAt) : "–"),
    },
    {
      key: "created",
      header: t("deliveries.created"),
      from: "md",
      nowrap: true,
      cell: (delivery) => (
        <time dateTime={delivery.createdAt.toISOString()}>{format.dateTime(delivery.createdAt)}</time>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("deliveries.title")}
      columns={columns}
      rows={deliveries}
      rowKey={(delivery) => delivery.id}
      rowHref={hrefOf}
      empty={empty}
      pager={pager}
    />
  );
}
