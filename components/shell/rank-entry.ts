/** Without case and accents: who types "cafe" means "Café". */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * How well an entry of the palette fits what was typed: 0 not at all. Every typed word has to stand in its label or
 * hint; a label that begins with them comes first, then one where words begin with them.
 */
export function rankEntry(_value: string, typed: string, keywords: readonly string[] = []): number {
  const [label = "", ...hints] = keywords.map(plain);
  const text = [label, ...hints].join(" ");
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (!words.every((word) => text.includes(word))) return 0;
  if (label.startsWith(words.join(" "))) return 1;
  return words.every((word) => ` ${text}`.includes(` ${word}`)) ? 0.8 : 0.4;
}
