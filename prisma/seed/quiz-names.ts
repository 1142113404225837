/** Invented prospects of the demo: given and family names that go with the languages of the audience. */
const names: Readonly<Record<string, readonly [given: readonly string[], family: readonly string[]]>> = {
  en: [
    [
      "Jane",
      "Owen",
      "Priya",
      "Marcus",
      "Nadia",
      "Theo",
      "Amara",
      "Colin",
      "Ruth",
      "Felix",
      "Ivy",
      "Samir",
      "Dana",
      "Hugh",
    ],
    [
      "Doe",
      "Whitfield",
      "Okafor",
      "Bennett",
      "Sharma",
      "Larkin",
      "Moss",
      "Carver",
      "Quinn",
      "Adeyemi",
      "Holt",
      "Reyes",
    ],
  ],
  de: [
    ["Anneke", "Jonas", "Lotte", "Matthis", "Sabine", "Tilman", "Frieda", "Jürgen"],
    ["Brandt", "Seidel", "Hofmann", "Kühn", "Vogel", "Lindner", "Reuß", "Ahrens"],
  ],
  es: [
    ["Lucía", "Mateo", "Inés", "Álvaro", "Carmen", "Nicolás"],
    ["Navarro", "Ibáñez", "Castaño", "Luna", "Peña", "Rivas"],
  ],
};

/** Name and address of one prospect; the address is one that nobody can have. */
export function quizName(language: string, index: number): { name: string; email: string } {
  const [given, family] = names[language] ?? names.en ?? [[], []];
  const first = given[index % given.length] ?? "Jane";
  const last = family[Math.floor(index / given.length + index) % family.length] ?? "Doe";
  const plain = `${first}.${last}`.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toLowerCase();
  return { name: `${first} ${last}`, email: `${plain}.${index}@example.org` };
}
