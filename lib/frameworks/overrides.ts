import { z } from "zod";
import type { Config, Framework } from "@/lib/frameworks/defaults";
import { type Field, quizModes, type Section, sections, type Value } from "@/lib/frameworks/fields";

/** What a tenant sets differently: only the values that differ from the platform's. */
export type Overrides = Partial<Record<Section, Record<string, Value>>>;

export const overridesShape = z.partialRecord(
  z.enum(sections),
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
);

function valueSchema(field: Field): z.ZodType<Value> {
  switch (field.kind) {
    case "text": {
      const text = z.string({ error: "textInvalid" }).trim().max(field.max, { error: "tooLong" });
      return field.empty ? text : text.min(1, { error: "missing" });
    }
    case "choice":
      return z.enum(field.options as [string, ...string[]], { error: "choiceInvalid" });
    case "number": {
      const number = z
        .number({ error: "numberInvalid" })
        .min(field.min, { error: "numberOutside" })
        .max(field.max, { error: "numberOutside" });
      return field.whole ? number.int({ error: "numberInvalid" }) : number;
    }
    case "switch":
      return z.boolean({ error: "choiceInvalid" });
    case "list":
      return z
        .array(z.string().trim().min(1).max(field.max, { error: "tooLong" }), { error: "textInvalid" })
        .max(field.most, { error: "listTooLong" });
    case "url":
      return z
        .string({ error: "textInvalid" })
        .trim()
        .max(500, { error: "tooLong" })
        .refine((url) => url === "" || (URL.canParse(url) && new URL(url).protocol === "https:"), {
          error: "urlInvalid",
        });
    case "email":
      return z.union([z.literal(""), z.email({ error: "emailInvalid" })], { error: "emailInvalid" });
  }
}

const same = (a: Value | undefined, b: Value | undefined) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Checks the values of one section and keeps what differs from the platform's. Fields that do not exist, values out of bounds and values
 * that contradict each other come back by field.
 */
export function readSection(
  framework: Framework,
  section: Section,
  given: Readonly<Record<string, unknown>>,
): { values: Record<string, Value> } | { fields: Record<string, string> } {
  const known = framework.fields[section];
  const fields: Record<string, string> = {};
  const values: Record<string, Value> = {};
  for (const name of Object.keys(given)) if (!Object.hasOwn(known, name)) fields[name] = "fieldUnknown";
  for (const [name, field] of Object.entries(known)) {
    if (!Object.hasOwn(given, name)) continue;
    const parsed = valueSchema(field).safeParse(given[name]);
    if (!parsed.success) fields[name] = parsed.error.issues[0]?.message ?? "textInvalid";
    else if (!same(parsed.data, framework.defaults[section][name])) values[name] = parsed.data;
  }
  Object.assign(fields, contradictions(section, { ...framework.defaults[section], ...values }));
  return Object.keys(fields).length > 0 ? { fields } : { values };
}

function contradictions(section: Section, values: Readonly<Record<string, Value>>): Record<string, string> {
  if (section === "scoring" && Number(values.scaleMax) <= Number(values.scaleMin)) return { scaleMax: "scaleEmpty" };
  if (section === "modes") {
    if (!quizModes.some((mode) => values[mode] === true)) return { first: "noMode" };
    if (values[String(values.first)] !== true) return { first: "firstOff" };
  }
  return {};
}

/** The platform's values with the tenant's on top. What is no field any more, or not within its bounds, is the platform's again. */
export function merge(framework: Framework, overrides: Overrides): Config {
  const merged = sections.map((section) => {
    const read = readSection(framework, section, knownOf(framework, section, overrides[section] ?? {}));
    return [section, { ...framework.defaults[section], ...("values" in read ? read.values : {}) }] as const;
  });
  return Object.fromEntries(merged) as unknown as Config;
}

const knownOf = (framework: Framework, section: Section, values: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(framework.fields[section], name)));

export interface Difference {
  readonly section: Section;
  readonly field: string;
  readonly platform: Value;
  readonly own: Value;
}

/** Every value that a configuration has otherwise than the platform, in the order of the sections. */
export function differences(framework: Framework, config: Config): Difference[] {
  return sections.flatMap((section) =>
    Object.keys(framework.fields[section]).flatMap((field) => {
      const platform = framework.defaults[section][field] as Value;
      const own = config[section][field] as Value;
      return same(platform, own) ? [] : [{ section, field, platform, own }];
    }),
  );
}
