export type TextDirection = "ltr" | "rtl";

const firstLetter = /\p{L}/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The direction of a paragraph: that of its first letter, as the Unicode bidirectional algorithm has it. The language that
 * a client sent is not asked; a Latin quote tagged "ar" still runs from the left.
 */
export function textDirection(text: string): TextDirection {
  const letter = firstLetter.exec(text)?.[0];
  return letter && rightToLeft.test(letter) ? "rtl" : "ltr";
}
