import { resolve } from "node:path";
import type { Command } from "./command";
import { findTenant } from "./find-tenant";
import { importFile } from "./import-file";
import { Progress } from "./progress";

/** Mistakes that are printed one by one; the rest is counted. */
const shownMistakes = 20;

export const importEvents: Command = {
  name: "import events",
  about: "Imports events from a file: one JSON object a line, in the form that POST /api/ingest takes.",
  details:
    "An import that was interrupted goes on where it stopped, and a file that is imported twice adds nothing: events are known by\n" +
    "their id, and one without an id by its line. Lines with mistakes are named and left out; the exit code then is 1.",
  positionals: [{ name: "file.ndjson", about: "The file." }],
  options: {
    tenant: { placeholder: "slug", about: "The tenant that the events belong to.", required: true },
    restart: { about: "Begins at the first line even if an earlier import of this file got further." },
  },
  async run({ option, has, positional, print, say, json }) {
    const tenant = await findTenant(option("tenant") ?? "");
    // npm runs commands in the project's folder; the path is meant from where the person stands.
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), positional(0));
    const progress = new Progress("Importing", json);
    let shown = 0;
    const result = await importFile({
      file,
      tenant,
      restart: has("restart"),
      onResume: (line) => {
        if (!json) say(`An earlier import got to line ${line}; this one goes on after it.`);
      },
      onMistake: ({ line, field, reason }) => {
        if (json || ++shown > shownMistakes) return;
        progress.end();
        say(`line ${line}: ${field ? `${field} ` : ""}${reason}`);
      },
      onProgress: (done, all, { accepted, duplicates }) =>
        progress.update(done, all, `${(accepted + duplicates).toLocaleString("en")} events`),
    });
    progress.end();
    if (shown > shownMistakes) say(`… and ${(shown - shownMistakes).toLocaleString("en")} more lines with mistakes.`);
    const count = (n: number) => n.toLocaleString("en");
    print(
      `${count(result.accepted)} events accepted, ${count(result.duplicates)} were there already, ${count(result.rejected)} rejected.`,
      { tenant: tenant.slug, ...result },
    );
    return result.rejected > 0 ? 1 : 0;
  },
};
