import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectLanguage } from "@/lib/master-sessions/themes/detect-language";
import { findWords, type ReadText } from "@/lib/master-sessions/themes/find-words";

interface Said extends Omit<ReadText, "language"> {
  language: string | null;
}
const find = (texts: readonly Said[], names: string[]) =>
  findWords(
    texts.map((one) => ({ ...one, language: detectLanguage(one.text, one.language).language })),
    { names },
  );
const said = (language: string | null, texts: readonly string[]) =>
  texts.map((text, index) => ({ id: `${language}-${index}`, person: `${language}-${index}`, language, text }));
const themesOf = (language: string | null, texts: readonly string[], names: string[] = []) =>
  find(said(language, texts), names).words.map(({ label, people }) => `${label} ${people}`);

describe("words of several people", () => {
  it("is counted by people, over all forms of a word, under the form most of them used", () => {
    const texts = [
      "Thank you for the stillness, and for my family",
      "My family and my friends. Breathing together.",
      "Grateful for breathing. For a friend!",
      "Families are what I am grateful for; the breath, the stillness",
      "The ocean",
    ];
    expect(themesOf("en", texts)).toEqual(["breathing 3", "family 3", "friend 2", "stillness 2"]);
  });

  it("counts a person once, and needs two", () => {
    const texts = [
      { id: "1", person: "ana", language: "en", text: "The ocean, the ocean" },
      { id: "2", person: "ana", language: "en", text: "Once more the ocean and the silence" },
      { id: "3", person: null, language: "en", text: "ocean silence" },
      { id: "4", person: "ben", language: "en", text: "silence" },
    ];
    const found = find(texts, []);
    expect(found.words).toEqual([{ label: "silence", people: 2, occurrences: 3 }]);
    expect([...found.ofText]).toEqual([
      ["2", ["silence"]],
      ["3", ["silence"]],
      ["4", ["silence"]],
    ]);
  });

  it("reads German, and writes nouns as German does", () => {
    const texts = [
      "Danke, liebe Elena, für die Stille und meine Familie.",
      "Ich bin dankbar für meine Familie und die stillen Momente im Wald.",
      "Die Stille heute Morgen, der Atem, meine Freunde.",
      "Freundschaft, Atem, Ruhe. Danke an Thomas und Anna!",
      "Anna und Thomas haben mich getragen; Ruhe und Atem.",
      "Dankbar für Ruhe, Freunde und den Wald",
      "ich spüre frieden und verbundenheit",
      "Verbundenheit mit allen, Frieden.",
      "Familien sind ein Geschenk, meine Familie besonders",
    ];
    expect(themesOf("de-AT", texts)).toEqual([
      "Atem 3",
      "Familie 3",
      "Ruhe 3",
      "Stille 3",
      "Freunde 2",
      "Frieden 2",
      "Verbundenheit 2",
      "Wald 2",
    ]);
  });

  it("reads French and Spanish", () => {
    const french = [
      "Merci pour le silence et l'amour de ma famille",
      "Je suis reconnaissante pour l’amour et la paix",
      "La paix du silence, la respiration",
      "Ma famille, mes amis, la lumière",
      "Merci Claire pour la lumière, merci à mes amis",
    ];
    expect(themesOf("fr", french, ["Claire Dubois"])).toEqual([
      "amis 2",
      "amour 2",
      "famille 2",
      "lumière 2",
      "paix 2",
      "silence 2",
    ]);
    const spanish = [
      "Gracias por el silencio y mi familia",
      "Agradezco la paz y la respiración",
      "Mi familia y mis amigos",
      "La paz que sentí, el silencio",
      "Gracias Lucía por tu voz",
      "La voz de Lucía me dio paz",
    ];
    expect(themesOf("es", spanish, ["Lucía Romero"])).toEqual(["paz 3", "familia 2", "silencio 2", "voz 2"]);
  });

  it("reads Russian, in the nominative where somebody used it", () => {
    const texts = [
      "Спасибо за тишину и мою семью",
      "Благодарю Елену за тишину",
      "Моя семья и друзья",
      "Друзья, дыхание, покой",
      "Тишина и покой внутри",
      "Я благодарна за семью и за дыхание",
      "Спасибо Елене за свет",
    ];
    expect(themesOf("ru", texts, ["Елена Орлова"])).toEqual([
      "семья 3",
      "тишина 3",
      "друзья 2",
      "дыхание 2",
      "покой 2",
    ]);
  });

  it("reads Hindi, whichever way it is spelt", () => {
    const texts = [
      "मैं अपने परिवार के लिए आभारी हूँ",
      "परिवारों की शांति और माँ का प्यार",
      "शांति और प्रेम मिला",
      "मेरी माँ और मेरा परिवार",
      "राहुल जी का धन्यवाद, बहुत शांति मिली",
      "प्यार और शान्ति",
      "दोस्तों का साथ",
      "मेरे दोस्त",
    ];
    expect(themesOf("hi", texts, ["राहुल शर्मा"])).toEqual(["शांति 4", "परिवार 3", "दोस्त 2", "प्यार 2", "माँ 2"]);
  });

  it("reads Arabic, with what is written in one with a word", () => {
    const texts = [
      "أنا ممتن لعائلتي وللسلام",
      "السلام الداخلي والعائلة",
      "شكرا على الهدوء والسلام",
      "الهدوء والأمل",
      "عائلتي وأصدقائي",
      "الأصدقاء والحب",
      "الحب والأمل",
      "شكرا أحمد على الهدوء",
      "أحمد منحنا السلام",
    ];
    expect(themesOf("ar", texts, ["أحمد"])).toEqual(["السلام 4", "الهدوء 3", "عائلتي 3", "الأمل 2", "الحب 2"]);
  });

  it("reads Japanese, which writes no spaces", () => {
    const texts = [
      "家族と一緒に静かな朝を過ごせて感謝しています",
      "静かな時間と呼吸",
      "家族の笑顔に感謝",
      "田中さんの声に癒されました",
      "田中さん、ありがとうございました。呼吸が深くなりました",
      "友達の笑顔",
      "友達と自然",
      "自然の中の平和",
      "心が平和になりました",
      "心から感謝します",
    ];
    expect(themesOf("ja", texts)).toEqual([
      "友達 2",
      "呼吸 2",
      "家族 2",
      "平和 2",
      "心 2",
      "笑顔 2",
      "自然 2",
      "静か 2",
    ]);
  });

  it("believes the script more than the declared language, and manages without either", () => {
    expect(themesOf("en", ["Тишина и покой", "тишина"])).toEqual(["тишина 2"]);
    expect(themesOf(null, ["静かな朝", "静かな海"])).toEqual(["静か 2"]);
    expect(themesOf("ru", ["the deep silence", "the silence"])).toEqual(["silence 2"]);
    expect(themesOf("xx-YY", ["Silentium magnum", "silentium"])).toEqual(["silentium 2"]);
  });
});

describe("phrases of several people", () => {
  it("stand for their words, unless somebody used one of those alone", () => {
    const texts = ["The wooden spoon made me laugh", "My wooden spoons!", "A spoon, wooden or not"];
    expect(themesOf("en", texts.slice(0, 2))).toEqual(["wooden spoon 2"]);
    expect(themesOf("en", texts)).toEqual(["spoon 3", "wooden 3", "wooden spoon 2"]);
  });

  it("hold together across “of the”, and fall apart at a comma or a full stop", () => {
    expect(
      themesOf("en", ["The drum of the lighthouse", "that drum of a lighthouse", "drum of the lighthouse"]),
    ).toEqual(["drum 3", "lighthouse 3", "drum of the lighthouse 2"]);
    expect(themesOf("en", ["drum, lighthouse", "drum. Lighthouse"])).toEqual(["drum 2", "lighthouse 2"]);
  });

  it("are taken whole where three words are one", () => {
    expect(themesOf("en", ["a dented brass kettle", "our dented brass kettle"])).toEqual(["dented brass kettle 2"]);
  });

  it("are read in other languages and scripts", () => {
    expect(themesOf("fr", ["Le bruit des tambours", "ce bruit des tambours"])).toEqual(["bruit des tambours 2"]);
    expect(themesOf("es", ["el tambor de madera", "un tambor de madera"])).toEqual(["tambor de madera 2"]);
    expect(themesOf("de", ["Der Klang des Gongs", "ein Klang des Gongs"])).toEqual(["Klang des Gongs 2"]);
    expect(themesOf("ru", ["деревянная ложка", "Моя деревянная ложка"])).toEqual(["деревянная ложка 2"]);
    expect(themesOf("ja", ["太鼓の響き", "太鼓の響きです"])).toEqual(["太鼓の響き 2"]);
  });

  it("are no names", () => {
    expect(themesOf("en", ["I met Zorblax Quimby there", "It was Zorblax Quimby who sang"])).toEqual([]);
  });
});

describe("who somebody is never becomes a theme", () => {
  it("not by name, however many say it", () => {
    expect(
      themesOf("en", ["Thank you Elena", "elena you are a gift", "ELENA!!!", "Elena's voice"], ["Elena Marchetti"]),
    ).toEqual([]);
    expect(themesOf("en", ["John was here", "and mary", "john and Mary", "JOHN"])).toEqual([]);
    expect(themesOf("en", ["With Zorblax today", "I sat beside Zorblax", "Zorblax"])).toEqual([]);
    expect(themesOf("en", ["Mrs Featherstone", "dear Mrs Featherstone"])).toEqual([]);
    expect(themesOf("de", ["Herr Gundlach war da", "mit Frau Gundlach"])).toEqual([]);
    expect(themesOf("ja", ["森田さん", "森田先生"])).toEqual([]);
    expect(themesOf("hi", ["शर्मा जी को धन्यवाद", "शर्मा जी"])).toEqual([]);
  });

  it("not by address or number", () => {
    const texts = [
      "write to rain.bow@example.org or www.rainbow-hill.example",
      "rain.bow@example.org @rainbowhill 0171 555 0199 room42",
    ];
    expect(themesOf("en", texts)).toEqual([]);
  });

  it("not by what is pasted without a space", () => {
    const token = "abcdefghij".repeat(300);
    expect(themesOf("en", [token, `${token} silence`, "silence"])).toEqual(["silence 2"]);
  });

  it("but a common word that begins a sentence stays one", () => {
    expect(themesOf("en", ["Silence. Grace.", "Silence is grace", "SILENCE"])).toEqual(["silence 3", "grace 2"]);
  });
});

it("takes any text, in any order, and stores no word of one person alone", () => {
  const words = fc.constantFrom(
    "silence",
    "Stille",
    "тишина",
    "शांति",
    "السلام",
    "静か",
    "Anna",
    "7",
    "🙏",
    "\u0000",
    "\ud800",
    "'",
    "l'",
    "\n",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(words, { maxLength: 8 }).map((parts) => parts.join(" ")),
  );
  const writing = fc.record({
    person: fc.constantFrom("a", "b", "c", null),
    language: fc.constantFrom("en", "de", "fr", "ru", "hi", "ar", "ja", "it", "tr", "", "zz", null),
    text,
  });
  fc.assert(
    fc.property(fc.array(writing, { maxLength: 12 }), (given) => {
      const writings = given.map((one, index) => ({ ...one, id: String(index) }));
      const found = find(writings, ["Anna"]);
      expect(found.words.every((theme) => theme.people >= 2 && theme.label.length > 0)).toBe(true);
      expect(found.words.every((theme) => Buffer.from(theme.label).toString() === theme.label)).toBe(true);
      expect(find(writings.toReversed(), ["Anna"]).words).toEqual(found.words);
    }),
    { numRuns: 150 },
  );
});
