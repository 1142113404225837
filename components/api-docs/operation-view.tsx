import { useTranslations } from "next-intl";
import { type Field, FieldTable, useTypeTexts } from "@/components/api-docs/field-table";
import { typeInWords } from "@/components/api-docs/type-words";
import { Badge } from "@/components/ui/badge";
import { DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import type { JsonSchema } from "@/lib/api/openapi";
import type { ApiOperation } from "@/lib/api/operations";

/** What the description says of one address. */
export interface DescribedOperation {
  summary: string;
  description: string;
  parameters: Field[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content: Record<string, { schema: JsonSchema }> }>;
}

/** One address of the API: what it is for, what it takes, what it answers. */
export function OperationView({ operation, described }: { operation: ApiOperation; described: DescribedOperation }) {
  const t = useTranslations("api.page");
  const words = useTypeTexts();
  const contents = (content: Record<string, { schema: JsonSchema }>) =>
    Object.entries(content).map(([type, { schema }]) => (
      <span key={type} className="block text-label text-ink-quiet">
        {type}: {typeInWords(schema, words)}
      </span>
    ));
  return (
    <Section id={operation.id} level={3} title={described.summary}>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <code className="font-mono text-body [overflow-wrap:anywhere]">
          <span className="font-medium uppercase">{operation.method}</span> {operation.path}
        </code>
        <Badge tone={operation.auth === "none" ? "plain" : "accent"}>{t(`auth.${operation.auth}`)}</Badge>
      </p>
      <p className="max-w-[44rem] text-ink-soft">{described.description}</p>
      {described.parameters.length ? <FieldTable caption={t("parameters")} fields={described.parameters} /> : null}
      <DefinitionList
        items={[
          ...(described.requestBody
            ? [{ key: "body", term: t("body"), value: <>{contents(described.requestBody.content)}</> }]
            : []),
          ...Object.entries(described.responses).map(([status, answer]) => ({
            key: status,
            term: <span className="figures">{status}</span>,
            value: (
              <>
                {answer.description}
                {status === "200" ? contents(answer.content) : null}
              </>
            ),
          })),
        ]}
      />
    </Section>
  );
}
