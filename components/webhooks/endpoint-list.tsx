import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import { EndpointActions } from "@/components/webhooks/endpoint-actions";
import type { Format } from "@/lib/format";
import type { Endpoint } from "@/lib/webhooks/queries/list-endpoints";

interface Props {
  tenant: string;
  endpoints: readonly Endpoint[];
  format: Format;
  now: Date;
  today: string;
  /** the deliveries of an endpoint with a status */
  deliveriesHref: (endpointId: string, status: string) => string;
  empty: ReactNode;
}

/** Each endpoint with its address, what it is told of, and how it has been doing. */
export async function EndpointList({ tenant, endpoints, format, now, today, deliveriesHref, empty }: Props) {
  const t = await getTranslations("webhooks");
  if (endpoints.length === 0) return <>{empty}</>;
  return (
    <ul className="flex flex-col">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id} className="flex flex-col gap-3 border-t border-hairline py-5 first:border-t-0 first:pt-0">
          <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
            <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
              <h3 className="font-serif text-lead [overflow-wrap:anywhere]">{endpoint.name}</h3>
              <p className="text-label text-ink-quiet">{t(`kind.${endpoint.kind}`)}</p>
              <code className="font-mono text-label text-ink-soft [overflow-wrap:anywhere]">{endpoint.url}</code>
              <p className="text-label text-ink-quiet">
                {t("list.events", { events: endpoint.events.map((event) => t(`events.${event}`)).join(", ") })}
              </p>
            </div>
            <EndpointActions
              tenant={tenant}
              today={today}
              endpoint={{
                id: endpoint.id,
                kind: endpoint.kind,
                name: endpoint.name,
                url: endpoint.url,
                events: endpoint.events,
                active: endpoint.status === "active",
                waiting: endpoint.pending > 0,
              }}
            />
          </div>
          <dl className="flex flex-wrap gap-x-8 gap-y-2 text-label">
            <Fact term={t("list.state")} value={<Health endpoint={endpoint} format={format} now={now} />} />
            <Fact
              term={t("list.lastSuccess")}
              value={endpoint.lastSuccessAt ? format.relative(endpoint.lastSuccessAt, now) : t("list.never")}
            />
            {(["pending", "delivered", "dead"] as const).map((status) => (
              <Fact
                key={status}
                term={t(`list.${status}`)}
                value={
                  endpoint[status] > 0 ? (
                    <TextLink href={deliveriesHref(endpoint.id, status)}>{format.integer(endpoint[status])}</TextLink>
                  ) : (
                    format.integer(0)
                  )
                }
              />
            ))}
            {endpoint.previousUntil ? (
              <Fact term={t("list.oldSecret")} value={format.dateTime(endpoint.previousUntil)} />
            ) : null}
          </dl>
        </li>
      ))}
    </ul>
  );
}

const Fact = ({ term, value }: { term: ReactNode; value: ReactNode }) => (
  <div className="flex flex-col gap-0.5">
    <dt className="text-ink-quiet">{term}</dt>
    <dd className="figures text-ink">{value}</dd>
  </div>
);

async function Health({ endpoint, format, now }: { endpoint: Endpoint; format: Format; now: Date }) {
  const t = await getTranslations("webhooks.health");
  if (endpoint.status === "disabled") {
    return (
      <Badge tone={endpoint.disabledBecause === "gone" ? "bad" : "plain"}>
        {t(endpoint.disabledBecause ?? "person")}
      </Badge>
    );
  }
  if (endpoint.pausedUntil && endpoint.pausedUntil > now) {
    return <Badge tone="warn">{t("paused", { time: format.time(endpoint.pausedUntil) })}</Badge>;
  }
  if (endpoint.failures > 0) return <Badge tone="warn">{t("failing", { count: endpoint.failures })}</Badge>;
  return <Badge tone={endpoint.lastSuccessAt ? "good" : "plain"}>{t(endpoint.lastSuccessAt ? "good" : "quiet")}</Badge>;
}
