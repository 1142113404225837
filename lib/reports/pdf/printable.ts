import { feelingKeyOfEmoji } from "@/lib/reports/feeling";

const emoji =
  /(?:(?![©®™])\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]{1,2}|[\d#*]\u{fe0f}?\u{20e3})(?:[\u{fe0f}\u{1f3fb}-\u{1f3ff}]|\u{200d}\p{Extended_Pictographic})*/gu;
// Marks that steer an editor or a terminal and have no shape; direction is set per paragraph instead.
const invisible =
  /[\p{Cc}\u{ad}\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fffc}\u{fffd}]|[\u{fe00}-\u{fe0f}]|[\u{e0000}-\u{e01ef}]/gu;
// A joiner means something between letters that join, and nothing anywhere else.
const looseJoiner =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{M}])[\u{200c}\u{200d}]|[\u{200c}\u{200d}](?![\p{Script=Arabic}\p{Script=Devanagari}])/gu;

/**
 * A text as it can be set: composed, without invisible marks, without emoji, for which no font exists here. A text that
 * was nothing but emoji becomes the feelings they name (`nameOf` gives the word), or "" when they name none.
 */
export function printable(text: string, nameOf: (feelingKey: string) => string | null): string {
  const signs = text.match(emoji) ?? [];
  const bare = tidy(signs.length ? text.replace(emoji, "\ufffc").replace(/ *(?:\ufffc *)+/g, afterSigns) : text);
  if (signs.length === 0 || /[\p{L}\p{N}]/u.test(bare)) return bare;
  const names = signs.flatMap((sign) => {
    const key = feelingKeyOfEmoji(sign);
    return key === null ? [] : (nameOf(key) ?? []);
  });
  return [...new Set(names)].join(", ");
}

/** What is left where emoji stood: nothing at an edge or before a closing mark, otherwise one space. */
function afterSigns(_: string, offset: number, whole: string): string {
  const [before, after] = [whole.slice(0, offset), whole.slice(offset).replace(/^[ \ufffc]+/, "")];
  return before === "" || /[“„«(「]$/.test(before) || /^(?:$|[.,;:!?…”“»)」])/.test(after) ? "" : " ";
}

// The Thai sign AM is drawn as two, and a PDF remembers only one meaning per drawn sign: written as the two it consists
// of, with the tone mark in its place, every AA of the document can be read back.
const thaiAm = /([\u{e48}-\u{e4b}]?)\u{e33}/gu;

function tidy(text: string): string {
  return (
    text
      .normalize("NFC")
      .replace(thaiAm, "\u{e4d}$1\u{e32}")
      .replace(/[\t\n\r]+/g, " ")
      // French sets its numbers with a narrow space that few faces have; the wide one says the same and does not break either.
      .replace(/[\u2009\u202f]/g, "\u00a0")
      .replace(invisible, "")
      .replace(looseJoiner, "")
      .replace(/ {2,}/g, " ")
      .trim()
  );
}
