// npm run bench -- <name> [options]: measures one thing and prints under which conditions. Nothing here is a test.
import { fileURLToPath } from "node:url";

type Bench = (args: readonly string[]) => Promise<void>;

const benches: Record<string, { about: string; load: () => Promise<Bench> }> = {
  intake: { about: "durable intake over HTTP, events/s", load: async () => (await import("./intake")).benchIntake },
  project: {
    about: "events/s projected, and the time from accepted to visible",
    load: async () => (await import("./project")).benchProject,
  },
  snapshot: {
    about: "the snapshot page with a small and a large log, and what row-level security costs",
    load: async () => (await import("./snapshot")).benchSnapshot,
  },
  themes: {
    about: "themes of gratitude: coverage, counts, 30 random assignments, texts/s",
    load: async () => (await import("./themes")).benchThemes,
  },
  report: {
    about: "a report as page and as PDF, typical and at its longest: time, size, event loop",
    load: async () => (await import("./report-page")).benchReport,
  },
  live: {
    about: "from a participant's join to every viewer's screen, 500 joins/s and 2,000 viewers",
    load: async () => (await import("./live")).benchLive,
  },
  quiz: {
    about: "a million quiz sessions: pages, filters, row 500,000, the drop-off heatmap",
    load: async () => (await import("./quiz")).benchQuiz,
  },
  big5: {
    about: "the Big Five file's figures beside an independent count (--file data/big5-data.tsv)",
    load: async () => (await import("./big5")).benchBig5,
  },
  crash: {
    about: "kill -9 of web, worker and database during intake, twenty times",
    load: async () => (await import("./bench-crash")).benchCrash,
  },
};

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const [name = "", ...args] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  const rows = Object.entries(benches).map(([key, { about }]) => `  ${key.padEnd(10)}${about}`);
  process.stderr.write(`npm run bench -- <name> [options]\n\n${rows.join("\n")}\n`);
  process.exit(2);
}
const run = await bench.load();
await run(args);
process.exit();
