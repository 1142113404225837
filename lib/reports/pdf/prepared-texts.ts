import type { FaceRole } from "@/lib/reports/pdf/faces";
import { type SetText, setText, type TypeStyle } from "@/lib/reports/pdf/typesetter";
import { codesOfReport, type PreparedReport } from "@/lib/reports/prepared-report";

/** Finds what was prepared for a text; asking for one that was not is a mistake of the document, not of the data. */
export type PreparedTexts = (text: string, language: string | null, style: TypeStyle) => SetText;

/** Every face in which a document sets anything. */
const settings: readonly (readonly [FaceRole, number])[] = [
  ["serif", 300],
  ["serif", 400],
  ["sans", 400],
];

const keyOf = (text: string, language: string | null, role: FaceRole, weight: number) =>
  `${role} ${weight} ${language ?? ""} ${text}`;

/** Loads the fonts of every text of a report before anything is drawn, because drawing cannot wait. */
export async function prepareTexts(report: PreparedReport): Promise<PreparedTexts> {
  const prepared = new Map<string, SetText>();
  const wanted = new Map<string, readonly [text: string, language: string | null]>();
  collect(report, report.locale, wanted);
  for (const [text, language] of wanted.values()) {
    for (const [role, weight] of settings) {
      prepared.set(keyOf(text, language, role, weight), await setText(text, language, { role, weight }));
    }
  }
  return (text, language, style) => {
    const found = prepared.get(keyOf(text, language, style.role, style.weight));
    if (!found) throw new Error(`No fonts were prepared for a text of the report (${style.role} ${style.weight}).`);
    return found;
  };
}

function collect(value: unknown, language: string | null, wanted: Map<string, readonly [string, string | null]>): void {
  if (typeof value === "string") wanted.set(`${language ?? ""} ${value}`, [value, language]);
  else if (Array.isArray(value)) for (const one of value) collect(one, language, wanted);
  else if (value !== null && typeof value === "object") {
    const own = "language" in value && "direction" in value ? (value.language as string | null) : language;
    for (const [key, inner] of Object.entries(value)) if (!codesOfReport.has(key)) collect(inner, own, wanted);
  }
}
