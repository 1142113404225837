import type { ReportText } from "@/lib/reports/report-text";

// Clients send a word or the emoji itself; skin tones and variation selectors are taken off before looking.
const feelingOfEmoji: Record<string, string> = {
  "❤": "love",
  "🧡": "warmth",
  "💛": "joy",
  "💚": "growth",
  "💙": "trust",
  "💜": "compassion",
  "🤍": "peace",
  "💗": "love",
  "💖": "love",
  "🥰": "love",
  "😍": "love",
  "🙏": "gratitude",
  "🫶": "connection",
  "🤝": "connection",
  "🤗": "warmth",
  "☀": "light",
  "🌞": "light",
  "🕯": "light",
  "✨": "wonder",
  "🌟": "inspiration",
  "⭐": "inspiration",
  "🤩": "awe",
  "😮": "wonder",
  "😊": "joy",
  "😀": "joy",
  "😃": "joy",
  "😄": "joy",
  "🙂": "joy",
  "😂": "joy",
  "🎉": "joy",
  "😌": "calm",
  "🧘": "stillness",
  "🌊": "calm",
  "🕊": "peace",
  "☮": "peace",
  "🔥": "energy",
  "⚡": "energy",
  "💪": "strength",
  "🌱": "growth",
  "🌿": "healing",
  "🌸": "tenderness",
  "🌺": "tenderness",
  "🌷": "tenderness",
  "😢": "tears",
  "😭": "tears",
  "🥹": "tears",
  "😔": "sadness",
  "💔": "grief",
  "👏": "applause",
  "🙌": "applause",
  "👍": "applause",
  "🌈": "hope",
  "🦋": "lightness",
  "🪶": "lightness",
};

const bare = (emoji: string) => emoji.replace(/[\u{fe0e}\u{fe0f}\u{1f3fb}-\u{1f3ff}]/gu, "").split("\u200d")[0] ?? "";

/** The key of the feeling that an emoji stands for, or null when it stands for none we can name. */
export const feelingKeyOfEmoji = (emoji: string): string | null => feelingOfEmoji[bare(emoji)] ?? null;

/** A reaction in words, in lower case where the language has it: "unity", "Einheit"; null when no word can be found. */
export function feelingName(kind: string, text: ReportText): string | null {
  const word = kind.trim();
  const key = feelingKeyOfEmoji(word) ?? word.toLowerCase();
  if (/^[a-z]+$/.test(key) && text.has(`feeling.${key}`)) return text(`feeling.${key}`);
  const spoken = word
    .replace(/(\p{Ll})(\p{Lu})/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replace(/[_-]+/g, " ")
    .trim();
  return /\p{L}/u.test(spoken) ? spoken : null;
}

/** With a capital first letter, for a name that stands alone. */
export const capitalised = (word: string) => word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
