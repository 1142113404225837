import type { CatalogueEntry } from "./catalogue-entries";

export const snippetLanguages = ["node", "curl", "browser"] as const;
export type SnippetLanguage = (typeof snippetLanguages)[number];

export interface SnippetOptions {
  /** address of this installation, without a slash at the end */
  url: string;
  /** an ingest key, or what stands in its place */
  key: string;
}

/** Code that sends an entry's example, ready to be copied. It runs as it stands once the key is a living one. */
export function snippetFor(
  entry: Pick<CatalogueEntry, "kind" | "example">,
  language: SnippetLanguage,
  { url, key }: SnippetOptions,
): string {
  if (language === "node") return nodeSnippet(entry, url, key);
  const event = JSON.stringify(entry.example, null, 2);
  if (language === "curl") {
    // In single quotes a shell reads nothing but the next single quote.
    return `curl ${url}/api/ingest \\\n  --user ${shellQuoted(`${key}:`)} \\\n  --json ${shellQuoted(event)}`;
  }
  return [
    `await fetch(${JSON.stringify(`${url}/api/ingest`)}, {`,
    '  method: "POST",',
    `  headers: { authorization: ${JSON.stringify(`Bearer ${key}`)}, "content-type": "application/json" },`,
    "  keepalive: true,",
    `  body: JSON.stringify(${indented(event, 2)}),`,
    "});",
  ].join("\n");
}

function nodeSnippet({ kind, example }: Pick<CatalogueEntry, "kind" | "example">, url: string, key: string): string {
  const { name, ...rest } = example;
  const message =
    kind === "track"
      ? // Segment's SDK refuses an event of nobody; of events about a session itself the log keeps no sender anyway.
        { ...("userId" in rest || "anonymousId" in rest ? {} : { anonymousId: "server" }), event: name, ...rest }
      : rest;
  return [
    'import { Analytics } from "@segment/analytics-node";',
    "",
    `const analytics = new Analytics({ writeKey: ${JSON.stringify(key)}, host: ${JSON.stringify(url)} });`,
    `analytics.${kind}(${JSON.stringify(kind === "page" || kind === "screen" ? lifted(message) : message, null, 2)});`,
    "await analytics.closeAndFlush();",
  ].join("\n");
}

/** page() and screen() take name and category beside the properties. */
function lifted(message: Record<string, unknown>): Record<string, unknown> {
  const { properties, ...rest } = message;
  const { name, category, ...other } = (properties ?? {}) as Record<string, unknown>;
  return {
    ...rest,
    ...(name !== undefined && { name }),
    ...(category !== undefined && { category }),
    properties: other,
  };
}

const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const indented = (text: string, spaces: number) => text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
