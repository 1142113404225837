import { getTranslations } from "next-intl/server";
import { Contents } from "@/components/api-docs/contents";
import { FieldTable, fieldsOf } from "@/components/api-docs/field-table";
import { MetricTable } from "@/components/api-docs/metric-table";
import { type DescribedOperation, OperationView } from "@/components/api-docs/operation-view";
import { PlainPage } from "@/components/shell/plain-page";
import { ButtonLink } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { openApiDocument } from "@/lib/api/openapi";
import { apiTags } from "@/lib/api/operation";
import { operations } from "@/lib/api/operations";
import { env } from "@/lib/env";
import { page } from "@/lib/guard/page";
import { defaultLocale, isLocale } from "@/lib/i18n";
import { paths } from "@/lib/paths";

export default page.public({}, async ({ locale }) => {
  const t = await getTranslations("api");
  const url = env().ATTUNE_URL;
  const document = openApiDocument({ locale: isLocale(locale) ? locale : defaultLocale, url });
  const shapes = Object.entries(document.components.schemas).filter(([name]) => !/^event\.|^KnownEvent$/.test(name));
  const events = Object.entries(document.components.schemas).filter(([name]) => name.startsWith("event."));
  const described = (path: string, method: string) => document.paths[path]?.[method] as unknown as DescribedOperation;

  return (
    <PlainPage wide>
      <PageHeader
        title={t("page.title")}
        lead={t("page.lead")}
        actions={
          <ButtonLink plain href={paths.api.openapi()}>
            {t("page.download")}
          </ButtonLink>
        }
      />
      <Stack>
        <Contents
          groups={[
            ...apiTags.map((tag) => ({
              name: t(`tags.${tag}.name`),
              entries: operations
                .filter((operation) => operation.tag === tag)
                .map(({ id }) => ({ id, text: t(`operations.${id}.summary`) })),
            })),
            {
              name: t("tags.webhooks.name"),
              entries: Object.values(document.webhooks).map(({ post }) => {
                const { operationId, summary } = post as unknown as DescribedOperation;
                return { id: operationId, text: summary };
              }),
            },
            {
              name: t("page.shapes"),
              entries: [
                { id: "metrics", text: t("page.metrics") },
                { id: "events", text: t("page.events") },
                { id: "shapes", text: t("page.shapes") },
              ],
            },
          ]}
        />
        <Section title={t("page.start")} lead={t("page.startText")}>
          <CodeBlock
            wrap
            label={t("page.startRead")}
            code={`curl -H "Authorization: Bearer $ATTUNE_READ_KEY" "${url}/api/master-sessions?limit=10"`}
          />
          <CodeBlock
            wrap
            label={t("page.startSend")}
            code={`curl -u "$ATTUNE_INGEST_KEY:" -H "Content-Type: application/json" ${url}/api/ingest \\\n  -d '{"name": "practice.started", "properties": {"sessionId": "evening-1"}}'`}
          />
        </Section>
        {apiTags.map((tag) => (
          <div key={tag} className="flex flex-col gap-8">
            <div>
              <h2 className="font-serif text-title font-medium">{t(`tags.${tag}.name`)}</h2>
              <p className="text-ink-soft">{t(`tags.${tag}.description`)}</p>
            </div>
            {operations
              .filter((operation) => operation.tag === tag)
              .map((operation) => (
                <OperationView
                  key={operation.id}
                  head={`${operation.method} ${operation.path}`}
                  auth={t(`page.auth.${operation.auth}`)}
                  isOpen={operation.auth === "none"}
                  described={described(operation.path, operation.method)}
                />
              ))}
          </div>
        ))}
        <div className="flex flex-col gap-8">
          <div>
            <h2 className="font-serif text-title font-medium">{t("tags.webhooks.name")}</h2>
            <p className="text-ink-soft">{t("page.webhooksLead")}</p>
          </div>
          {Object.entries(document.webhooks).map(([name, { post }]) => (
            <OperationView key={name} head={`post ${name}`} described={post as unknown as DescribedOperation} />
          ))}
        </div>
        <Section id="metrics" title={t("page.metrics")} lead={t("page.metricsLead")}>
          <MetricTable />
        </Section>
        <Section id="events" title={t("page.events")} lead={t("page.eventsLead")}>
          {events.map(([name, schema]) => (
            <div key={name} className="flex flex-col gap-3">
              <h3 className="font-mono text-body">{name.slice("event.".length)}</h3>
              <p className="text-ink-soft">{schema.description}</p>
              {fieldsOf(schema.properties?.properties ?? {}).length ? (
                <FieldTable
                  caption={name.slice("event.".length)}
                  fields={fieldsOf(schema.properties?.properties ?? {})}
                />
              ) : null}
              <CodeBlock
                label={`${t("page.example")}: ${name.slice("event.".length)}`}
                code={JSON.stringify((schema.examples as unknown[])[0], null, 2)}
              />
            </div>
          ))}
        </Section>
        <Section id="shapes" title={t("page.shapes")}>
          {shapes.map(([name, schema]) => (
            <div key={name} id={`shape-${name}`} className="flex flex-col gap-2">
              <h3 className="font-mono text-body">{name}</h3>
              <p className="text-ink-soft">{schema.description}</p>
              {(schema.anyOf ?? schema.oneOf ?? [schema]).map((one, index) => (
                <FieldTable
                  // biome-ignore lint/suspicious/noArrayIndexKey: the variants of a shape never move
                  key={index}
                  caption={name}
                  fields={fieldsOf(one)}
                />
              ))}
            </div>
          ))}
        </Section>
      </Stack>
    </PlainPage>
  );
});
