import { describe, expect, it } from "vitest";
import { findIdentifying, identifyingKinds, redact } from "@/lib/reports/quote";

const found = (text: string, people: string[] = []) =>
  findIdentifying(text, new Set(people)).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

describe("the redactor finds", () => {
  it.each<[string, string[]]>([
    // names
    ["I came back with my sister Clara.", ["name: Clara"]],
    ["Thank you, Mrs Featherstone, for all.", ["name: Featherstone"]],
    ["Anna Weiss held my hand", ["name: Anna Weiss"]],
    ["i sat beside john", ["name: john"]],
    ["It was Zorblax who sang", ["name: Zorblax"]],
    ["Danke an meine Schwester Gundel und Herr Gundlach", ["name: Gundel", "name: Gundlach"]],
    ["Merci à mon amie Solveig", ["name: Solveig"]],
    ["Gracias a mi hermana Itziar", ["name: Itziar"]],
    ["Спасибо моей подруге Аглае за тепло", ["name: Аглае"]],
    ["राहुल जी का धन्यवाद", ["name: राहुल"]],
    ["شكرا أحمد على الهدوء", ["name: أحمد"]],
    ["田中さんの声に癒されました", ["name: 田中"]],
    // places with a small audience
    ["We live in Bad Tölz and are well", ["place: Bad Tölz"]],
    ["Grüße aus Quakenbrück", ["place: Quakenbrück"]],
    ["Я пишу из Сыктывкара", ["place: Сыктывкара"]],
    ["merci de Carhaix", ["place: Carhaix"]],
    ["私は鯖江市に住んでいます", ["place: 鯖江市"]],
    ["أكتب من قرية سنجار", ["place: سنجار"]],
    // addresses
    ["Come to 12 Rose Garden Lane, all of you", ["street address: 12 Rose Garden Lane"]],
    ["Ich wohne in der Lindenstraße 7a", ["street address: Lindenstraße 7a"]],
    ["au 8 rue de la Paix", ["street address: 8 rue de la Paix"]],
    ["calle de Alcalá 45", ["street address: calle de Alcalá 45"]],
    ["ул. Ленина, д. 5", ["street address: ул. Ленина, д. 5"]],
    ["write to 80331 München", ["street address: 80331 München"]],
    ["〒150-0001 渋谷", ["street address: 〒150-0001"]],
    // what is told by its form
    ["rosa.lind@example.org or @quiet_mornings", ["e-mail: rosa.lind@example.org", "handle: @quiet_mornings"]],
    ["+49 170 1234567, www.example.org/a", ["phone number: +49 170 1234567", "link: www.example.org/a"]],
  ])("%s", (text, expected) => expect(found(text)).toEqual(expected));

  it("the names that the tenant knows, where they are written like one", () => {
    expect(found("Thank you Bloom for this", ["bloom"])).toEqual(["name: Bloom"]);
    expect(found("the flowers bloom", ["bloom"])).toEqual([]);
    expect(found("شكرا زيتون", ["زيتون"])).toEqual(["name: زيتون"]);
  });
});

describe("the redactor leaves alone", () => {
  it.each([
    "The silence at the end carried me through the week.",
    "Greetings from London, from Germany and from New York",
    "Grüße aus Berlin und aus Österreich",
    "Ich bin in Dankbarkeit und in Stille bei mir, mit Freude",
    "Bonjour de Paris, je vis en France",
    "Saludos desde México y desde Buenos Aires",
    "Привет из Москвы и из Германии",
    "皆さん、お母さん、ありがとう。東京から",
    "माता जी और गुरु जी को धन्यवाद",
    "Peace to everyone here on Monday, thank God",
    "THANK YOU ALL FOR THIS",
    "I say Thank You to the Master and to the Circle",
    "I love my mother and my sister",
    "247 souls and 12 countries in 2026",
  ])("%s", (text) => expect(found(text)).toEqual([]));
});

it("what a person may not approve is what its form tells; names and places are hers to judge", () => {
  expect(identifyingKinds("With Anna in Quakenbrück")).toEqual([]);
  expect(identifyingKinds("Lindenstraße 7, a@b.example, @anna")).toEqual(["e-mail", "handle", "street address"]);
  expect(redact("With my sister Clara, from Bad Tölz!")).toBe("With my sister …, from …!");
});
