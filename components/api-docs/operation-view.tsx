import { useTranslations } from "next-intl";
import { type Field, FieldTable, useTypeTexts } from "@/components/api-docs/field-table";
import { typeInWords } from "@/components/api-docs/type-words";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import type { JsonSchema } from "@/lib/api/describe-shapes";

type Contents = Record<string, { schema: JsonSchema; example?: unknown }>;

/** What the description says of one address or one webhook. */
export interface DescribedOperation {
  operationId: string;
  summary: string;
  description: string;
  parameters: Field[];
  requestBody?: { content: Contents };
  responses: Record<string, { description: string; content?: Contents }>;
}

interface Props {
  /** method and address, or the name of the webhook */
  head: string;
  described: DescribedOperation;
  /** who may ask, in words */
  auth?: string;
  isOpen?: boolean;
}

/** One address of the API: what it is for, what it takes, what it answers, and how that looks. */
export function OperationView({ head, described, auth, isOpen }: Props) {
  const t = useTranslations("api.page");
  const words = useTypeTexts();
  const [method, ...path] = head.split(" ");
  const contents = (content: Contents) =>
    Object.entries(content).map(([type, { schema }]) => (
      <span key={type} className="block text-label text-ink-quiet [overflow-wrap:anywhere]">
        {type}: {typeInWords(schema, words)}
      </span>
    ));
  return (
    <Section id={described.operationId} level={3} title={described.summary}>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <code className="font-mono text-body [overflow-wrap:anywhere]">
          <span className="font-medium uppercase">{method}</span> {path.join(" ")}
        </code>
        {auth ? <Badge tone={isOpen ? "plain" : "accent"}>{auth}</Badge> : null}
      </p>
      <div className="flex max-w-[44rem] flex-col gap-2 text-ink-soft">
        {described.description.split("\n\n").map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
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
                {status === "200" && answer.content ? contents(answer.content) : null}
              </>
            ),
          })),
        ]}
      />
      <Example label={t("exampleRequest")} of={described} content={described.requestBody?.content} />
      <Example label={t("exampleAnswer")} of={described} content={described.responses["200"]?.content} />
    </Section>
  );
}

/** The example of a body, folded away until somebody wants it. */
function Example({ label, of, content }: { label: string; of: DescribedOperation; content: Contents | undefined }) {
  const example = content?.["application/json"]?.example;
  if (example === undefined) return null;
  return (
    <details>
      <summary className="cursor-pointer text-label text-ink-quiet">{label}</summary>
      <div className="mt-2">
        <CodeBlock label={`${label}: ${of.summary}`} code={JSON.stringify(example, null, 2)} />
      </div>
    </details>
  );
}
