import { getTranslations } from "next-intl/server";
import { FieldTable, fieldsOf } from "@/components/api-docs/field-table";
import { MetricTable } from "@/components/api-docs/metric-table";
import { type DescribedOperation, OperationView } from "@/components/api-docs/operation-view";
import { PlainPage } from "@/components/shell/plain-page";
import { ButtonLink } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { Section, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { openApiDocument } from "@/lib/api/openapi";
import { type ApiTag, operations } from "@/lib/api/operations";
import { env } from "@/lib/env";
import { page } from "@/lib/guard/page";
import { defaultLocale, isLocale } from "@/lib/i18n";
import { paths } from "@/lib/paths";

const tags: readonly ApiTag[] = ["masterSessions", "live", "intake", "system"];

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
        <nav aria-label={t("page.onThisPage")}>
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {[
              ...operations.map(({ id }) => ({ id, text: t(`operations.${id}.summary`) })),
              { id: "metrics", text: t("page.metrics") },
              { id: "events", text: t("page.events") },
              { id: "shapes", text: t("page.shapes") },
            ].map(({ id, text }) => (
              <li key={id}>
                <TextLink plain href={`#${id}`}>
                  {text}
                </TextLink>
              </li>
            ))}
          </ul>
        </nav>
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
        {tags.map((tag) => (
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
                  operation={operation}
                  described={described(operation.path, operation.method)}
                />
              ))}
          </div>
        ))}
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
              {(schema.anyOf ?? [schema]).map((one, index) => (
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
