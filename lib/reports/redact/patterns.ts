import { type Finding, type IdentifyingKind, matchesOf } from "@/lib/reports/redact/identifying";

/*
 * What can be told by its form alone, greedily: a filter in front of a person, who may approve less but never one of these.
 */
const patterns: readonly { kind: IdentifyingKind; pattern: RegExp }[] = [
  { kind: "e-mail", pattern: /[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>()]+/gu },
  {
    kind: "link",
    pattern:
      /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}@])[\p{L}\p{N}-]+\.(?:com|org|net|de|at|ch|io|fr|es|ru|me|app|info|in|jp|co\.uk|рф)(?![\p{L}\p{N}])\S*/giu,
  },
  { kind: "handle", pattern: /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/gu },
  { kind: "street address", pattern: /〒?\s?\p{Nd}{3}-\p{Nd}{4}(?!\p{Nd})/gu },
  { kind: "phone number", pattern: /(?<![\p{L}\p{N}])\+?\p{Nd}(?:[\s()./-]*\p{Nd}){6,}/gu },
  {
    kind: "street address",
    pattern:
      /(?<!\p{N})\p{N}{1,5}[a-z]?,?\s+(?:\p{Lu}[\p{L}'’.-]*\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Square|Terrace|Crescent|Close)(?!\p{L})\.?/gu,
  },
  {
    kind: "street address",
    pattern:
      /\p{Lu}[\p{L}-]*(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee|ufer|ring|damm)\s*\p{N}{1,4}\s?[a-z]?(?!\p{L})|(?:Am|An der|Im|Auf dem|Zum|Zur)\s+\p{Lu}[\p{L}-]+\s+\p{N}{1,4}[a-z]?(?![\p{L}\p{N}])/gu,
  },
  {
    kind: "street address",
    pattern:
      /(?<!\p{N})\p{N}{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|boulevard|place|chemin|impasse|allée|quai|cours)\s+(?:(?:de|du|des|la|le|les|l['’]|d['’])\s*)*\p{Lu}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*){0,2}/giu,
  },
  {
    kind: "street address",
    pattern:
      /(?<!\p{L})(?:calle|avenida|avda\.?|plaza|paseo|carrera|camino)\s+(?:(?:de|del|la|las|los|el)\s+)*\p{L}[\p{L}'-]*(?:\s+\p{L}[\p{L}'-]*){0,2},?\s*(?:n[.º°]*\s*)?\p{N}{1,4}(?!\p{N})/giu,
  },
  {
    kind: "street address",
    pattern:
      /(?<!\p{L})(?:ул(?:\.|иц\p{L}*)|просп(?:\.|ект\p{L}*)|пер(?:\.|еул\p{L}*)|бульвар\p{L}*|набережн\p{L}*)\s+\p{L}[\p{L}-]*(?:\s+\p{Lu}[\p{L}-]*)?(?:,?\s*(?:д(?:\.|ом)\s*)?\p{N}{1,4}\p{L}?(?:,?\s*кв\.?\s*\p{N}{1,4})?)?/giu,
  },
  {
    kind: "street address",
    pattern: /(?<!\p{L})شارع\s+[\p{L}\p{M}]+(?:\s+[\p{L}\p{M}]+)?(?:\s*،?\s*(?:رقم\s*)?\p{N}+)?/gu,
  },
  {
    kind: "street address",
    pattern: /(?:मकान|गली|फ्लैट)\s+(?:नंबर|नम्बर|संख्या|न\.?)\s*\p{N}+|[\p{L}\p{M}]+\s+(?:मार्ग|रोड)(?![\p{L}\p{M}])/gu,
  },
  {
    kind: "street address",
    pattern:
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{0,6}\p{N}+(?:丁目|番地|番町|号室)(?:[\p{N}-]|番|号)*/gu,
  },
  // A postal code with its town.
  { kind: "street address", pattern: /(?<!\p{N})(?:[A-Z]{1,2}-)?\p{N}{5}\s+\p{Lu}\p{L}+/gu },
  { kind: "street address", pattern: /(?<![A-Z])[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?![A-Z\d])/gu },
];

/** Addresses of the net and of the street, links, handles and numbers. What one pattern took, a later one does not take again. */
export function findByForm(text: string): Finding[] {
  let rest = text;
  const found: Finding[] = [];
  for (const { kind, pattern } of patterns) {
    for (const finding of matchesOf(rest, pattern, kind)) {
      found.push(finding);
      rest = `${rest.slice(0, finding.start)}${" ".repeat(finding.end - finding.start)}${rest.slice(finding.end)}`;
    }
  }
  return found;
}
