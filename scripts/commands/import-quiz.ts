import { existsSync, readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { type Command, UsageError } from "./command";
import { findTenant } from "./find-tenant";
import { Progress } from "./progress";

/** Mistakes that are printed one by one; the rest is counted. */
const shownMistakes = 20;

const formats = { ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".ndjson": "ndjson", ".jsonl": "ndjson" } as const;

export const importQuiz: Command = {
  name: "import quiz",
  about: "Imports finished quizzes from a CSV, TSV or NDJSON file, as a mapping says.",
  details:
    "The mapping is a JSON file that says which column becomes what; docs/examples/big5-mapping.json is one that works. With --dry-run\n" +
    "nothing is stored: you see which columns were matched and which lines hold mistakes. Sessions are known by their id, so a file that is\n" +
    "imported twice adds nothing. Lines with mistakes are named and left out; the exit code then is 1.",
  positionals: [{ name: "file", about: "The file: .csv, .tsv or .ndjson." }],
  options: {
    tenant: { placeholder: "slug", about: "The tenant whose quizzes these are.", required: true },
    mapping: { placeholder: "mapping.json", about: "What each column means.", required: true },
    "dry-run": { about: "Reads and judges everything, and stores nothing." },
  },
  async run({ option, has, positional, print, say, json }) {
    const [{ appendEvents }, { withTenantSql }, { mappingSchema }, { importResults, planImport }, { TableError }] =
      await Promise.all([
        import("@/lib/events/intake"),
        import("@/lib/db/tenant"),
        import("@/lib/quiz-sessions/import/mapping"),
        import("@/lib/quiz-sessions/import/import-results"),
        import("@/lib/quiz-sessions/import/read-table"),
      ]);
    const tenant = await findTenant(option("tenant") ?? "");
    const from = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
    const file = from(positional(0));
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
    const parsed = mappingSchema.safeParse(readJson(from(option("mapping") ?? "")));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new UsageError(`The mapping is not usable: ${issue?.path.join(".") || "it"}: ${issue?.message}`);
    }
    const mapping = parsed.data;
    const format = mapping.format ?? formats[extname(file).toLowerCase() as keyof typeof formats];
    if (!format)
      throw new UsageError("The file must end in .csv, .tsv or .ndjson, or the mapping must say its `format`.");
    const dryRun = has("dry-run");
    const progress = new Progress(dryRun ? "Reading" : "Importing", json);
    let shown = 0;
    const issues: object[] = [];
    try {
      const plan = await planImport(file, format, mapping);
      const [absent] = plan.missing;
      if (absent) {
        const others = plan.missing.length > 1 ? ` (and ${plan.missing.length - 1} more)` : "";
        throw new UsageError(
          `The mapping names the column "${absent.column}" for ${absent.field}, which the file does not have${others}.`,
        );
      }
      if (dryRun && !json) {
        say("Columns:");
        for (const [field, columns] of grouped(plan.matched)) say(`  ${field.padEnd(28)} ${columns.join(" ")}`);
        say(`  ${"(not used)".padEnd(28)} ${plan.unused.join(" ") || "–"}`);
      }
      const outcome = await importResults({
        file,
        format,
        mapping,
        tenant,
        dryRun,
        ways: {
          append: (events) => appendEvents(tenant, events, { source: "import" }),
          read: (fn) => withTenantSql(tenant.id, fn),
        },
        onIssue: (issue) => {
          if (issues.length < shownMistakes) issues.push(issue);
          if (json || ++shown > shownMistakes) return;
          progress.end();
          say(`line ${issue.line}: ${issue.field ? `${issue.field} ` : ""}${issue.reason}`);
        },
        onProgress: ({ rows }) => progress.update(rows, rows + 1, `${rows.toLocaleString("en")} rows`),
      });
      progress.end();
      if (shown > shownMistakes) say(`… and ${(shown - shownMistakes).toLocaleString("en")} more.`);
      const count = (n: number) => n.toLocaleString("en");
      print(
        dryRun
          ? `${count(outcome.rows)} rows: ${count(outcome.accepted)} would be imported, ${count(outcome.rejected)} hold mistakes. Nothing was stored.`
          : `${count(outcome.rows)} rows: ${count(outcome.accepted)} sessions imported, ${count(outcome.duplicates)} were there already, ${count(outcome.conflicts)} kept apart, ${count(outcome.rejected)} rejected.`,
        { tenant: tenant.slug, dryRun, ...outcome, columns: plan, issues },
      );
      return outcome.rejected > 0 ? 1 : 0;
    } catch (error) {
      progress.end();
      if (error instanceof TableError)
        throw new Error(`The file cannot be read any further: ${error.message}. What came before it was taken in.`);
      throw error;
    }
  },
};

function readJson(path: string): unknown {
  if (!existsSync(path)) throw new UsageError(`There is no mapping ${path}.`);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new UsageError(`The mapping ${path} is not valid JSON.`);
  }
}

function grouped(matches: readonly { field: string; column: string }[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { field, column } of matches) groups.set(field, [...(groups.get(field) ?? []), column]);
  return groups;
}
