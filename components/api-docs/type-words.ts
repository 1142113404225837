import type { JsonSchema } from "@/lib/api/describe-shapes";

export interface TypeTexts {
  oneOf(values: string): string;
  listOf(type: string): string;
  orNull(type: string): string;
  or(first: string, second: string): string;
}

/** A JSON Schema in the words of a table cell: "string", "list of Group", "number or null". */
export function typeInWords(schema: JsonSchema, words: TypeTexts): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return words.oneOf(schema.enum.map((value) => JSON.stringify(value)).join(", "));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const named = choices.filter(({ type }) => type !== "null").map((one) => typeInWords(one, words));
    const all = named.length > 1 ? named.reduce((first, second) => words.or(first, second)) : (named[0] ?? "null");
    return named.length < choices.length ? words.orNull(all) : all;
  }
  if (Array.isArray(schema.type)) {
    const named = schema.type.filter((type) => type !== "null").join(", ");
    return schema.type.includes("null") ? words.orNull(named) : named;
  }
  if (schema.type === "array") return words.listOf(schema.items ? typeInWords(schema.items, words) : "any");
  return schema.format ?? schema.type ?? "any";
}
