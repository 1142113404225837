import { fileURLToPath } from "node:url";
import { type Command, helpOf, helpOfAll, readArguments, UsageError, usageOf } from "./commands/command";
import { doctor } from "./commands/doctor";
import { importEvents } from "./commands/import-events";
import { importQuiz } from "./commands/import-quiz";
import { keysCreate } from "./commands/keys-create";
import { migrate } from "./commands/migrate";
import { closeConnections, openDatabase } from "./commands/open-database";
import { rebuild } from "./commands/rebuild";
import { reconcile } from "./commands/reconcile";
import { recount } from "./commands/recount";
import { tenantsCreate, tenantsList } from "./commands/tenants";
import { usersCreate } from "./commands/users-create";

const commands: readonly Command[] = [
  tenantsCreate,
  tenantsList,
  usersCreate,
  keysCreate,
  importEvents,
  importQuiz,
  rebuild,
  recount,
  reconcile,
  migrate,
  doctor,
];

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
// `attune … | head` closes stdout before everything is written; that is no failure.
process.stdout.on("error", () => process.exit(0));
process.exitCode = await main(process.argv.slice(2));
// Drivers may keep timers; everything that was to be written has been.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))));
process.exit();

async function main(args: readonly string[]): Promise<number> {
  const command = commands.find(({ name }) => name.split(" ").every((word, at) => args[at] === word));
  const wantsHelp = args.includes("--help") || args.includes("-h") || args.length === 0;
  if (!command) {
    if (wantsHelp || args[0] === "help") {
      process.stdout.write(`${helpOfAll(commands)}\n`);
      return args.length === 0 ? 2 : 0;
    }
    const words = args.filter((word) => !word.startsWith("-")).slice(0, 2);
    return fail(`There is no command "${words.join(" ")}".\n\n${helpOfAll(commands)}`, 2, args.includes("--json"));
  }
  if (wantsHelp) {
    process.stdout.write(`${helpOf(command)}\n`);
    return 0;
  }
  return run(command, args.slice(command.name.split(" ").length));
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  const json = args.includes("--json");
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const print = (text: string, data: unknown) =>
    void process.stdout.write(`${json ? JSON.stringify(data, null, 2) : text}\n`);
  try {
    const given = readArguments(command, args);
    if (command.database === "none") return (await command.run({ ...given, print, say })) ?? 0;
    const database = await openDatabase({ create: true, update: true, say });
    try {
      return (await command.run({ ...given, print, say })) ?? 0;
    } finally {
      await closeConnections();
      await database?.close();
    }
  } catch (error) {
    if (error instanceof UsageError) return fail(`${error.message}\n\nUsage:\n  ${usageOf(command)}`, 2, json);
    return fail(await explain(error), 1, json);
  }
}

/** What a person can act on; the stack only where the fault is ours. */
async function explain(error: unknown): Promise<string> {
  const { DomainError } = await import("@/lib/errors");
  if (error instanceof DomainError) {
    const { translatorFor } = await import("@/lib/messages");
    const refusals = translatorFor("en", "identity");
    const fields = Object.entries(error.fields).map(([field, reason]) => {
      const key = `refusals.${reason}`;
      return `${field ? `${field}: ` : ""}${refusals.has(key) ? refusals(key) : reason}`;
    });
    return fields.length > 0 ? fields.join("\n") : error.message;
  }
  const { code, message, stack } = error as { code?: string; message?: string; stack?: string };
  if (code === "42P01" || code === "3F000")
    return "The database has not been set up yet. Run: npm run -s attune -- migrate";
  if (code === "ECONNREFUSED") return "The database cannot be reached. Is it running, and is DATABASE_URL right?";
  if (error instanceof Error && error.constructor === Error) return message ?? "";
  return stack ?? String(error);
}

function fail(message: string, code: number, json: boolean): number {
  process.stderr.write(json ? `${JSON.stringify({ error: message })}\n` : `${message}\n`);
  return code;
}
