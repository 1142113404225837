import type { Framework } from "@/lib/frameworks/defaults";
import type { Section, Value } from "@/lib/frameworks/fields";

interface Translate {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
}

/** What a field is called. A persona's fields carry her name. */
export function fieldLabel(t: Translate, framework: Framework, section: Section, name: string): string {
  if (section !== "personas") return t(`fields.${section}.${name}`);
  const [persona = "", part = "name"] = name.split(".");
  return t(`fields.personas.${part}`, { persona: String(framework.defaults.personas[`${persona}.name`]) });
}

/** A value as one reads it. */
export function valueWords(t: Translate, section: Section, name: string, value: Value): string {
  if (typeof value === "boolean") return t(value ? "on" : "off");
  if (typeof value === "object") return value.length > 0 ? value.join(", ") : t("nothing");
  if (value === "") return t("nothing");
  const choice = `choices.${section}.${name}.${value}`;
  return typeof value === "string" && /^[\w]+$/.test(value) && t.has(choice) ? t(choice) : String(value);
}
