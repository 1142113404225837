import { useTranslations } from "next-intl";
import { type TypeTexts, typeInWords } from "@/components/api-docs/type-words";
import { DataTable } from "@/components/ui/data-table";
import type { JsonSchema } from "@/lib/api/describe-shapes";

export interface Field {
  name: string;
  schema: JsonSchema;
  required: boolean;
  description: string;
}

/** The words of types in the reader's language. */
export function useTypeTexts(): TypeTexts {
  const t = useTranslations("api.page");
  return {
    oneOf: (values) => t("oneOf", { values }),
    listOf: (type) => t("listOf", { type }),
    orNull: (type) => t("orNull", { type }),
    or: (first, second) => t("or", { first, second }),
  };
}

/** Parameters, properties or fields of a shape: name, type, meaning. */
export function FieldTable({ caption, fields }: { caption: string; fields: readonly Field[] }) {
  const t = useTranslations("api.page");
  const words = useTypeTexts();
  return (
    <DataTable
      caption={caption}
      rows={fields}
      rowKey={({ name }) => name}
      columns={[
        {
          key: "name",
          header: t("parameter"),
          className: "w-44 max-sm:w-32",
          cell: ({ name, required }) => (
            <span className="flex flex-col font-normal">
              <code className="font-mono text-label [overflow-wrap:anywhere]">{name}</code>
              {required ? <span className="text-label text-ink-quiet">{t("required")}</span> : null}
            </span>
          ),
        },
        {
          key: "type",
          header: t("type"),
          className: "w-64",
          from: "md",
          cell: (field) => <TypeCell field={field} words={words} />,
        },
        {
          key: "meaning",
          header: t("meaning"),
          cell: (field) => (
            <span className="flex flex-col">
              <span>{field.description}</span>
              <span className="md:hidden">
                <TypeCell field={field} words={words} />
              </span>
            </span>
          ),
        },
      ]}
    />
  );
}

function TypeCell({ field, words }: { field: Field; words: TypeTexts }) {
  const t = useTranslations("api.page");
  const otherwise = field.schema.default;
  return (
    <span className="flex flex-col text-label text-ink-quiet">
      <span className="[overflow-wrap:anywhere]">{typeInWords(field.schema, words)}</span>
      {otherwise === undefined ? null : <span>{t("default", { value: JSON.stringify(otherwise) })}</span>}
    </span>
  );
}

/** The properties of a shape as fields. */
export const fieldsOf = ({ properties = {}, required = [] }: JsonSchema): Field[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
    description: schema.description ?? "",
  }));
