import { recreateDatabase } from "@/lib/db/maintenance";
import { parseEnv } from "@/lib/env";
import { partEnvironment, setUpEnvironment } from "./environment";
import { keepRunning } from "./keep-running";
import { openDatabase } from "./open-database";
import { runSetUp } from "./run-set-up";
import { generate } from "./steps";

// npm run dev [-- database] [-- --reset] [-- --no-demo]
//   database   only the database, for those who run the parts themselves
//   --reset    drops the database first, for when a migration was edited
const args = new Set(process.argv.slice(2));
const say = (line: string) => console.log(line);
const env = parseEnv(process.env);

await generate();
const database = await openDatabase(env, say);
if (args.has("--reset")) await recreateDatabase(database.adminUrl);
const setUp = await runSetUp({
  env: setUpEnvironment(env, database),
  demo: database.embedded && !args.has("--no-demo") ? "if-empty" : "none",
});
for (const change of setUp.changes) say(`  ${change}`);

const environment = partEnvironment(env, database, "development");
say(`DATABASE_URL=${database.adminUrl}`);
const parts = args.has("database")
  ? []
  : [
      keepRunning(
        {
          name: "web",
          args: ["node_modules/next/dist/bin/next", "dev", "-p", String(env.PORT)],
          env: environment,
          logFile: null,
        },
        say,
      ),
      keepRunning(
        {
          name: "worker",
          args: ["--watch", "--conditions=react-server", "--import", "tsx", "worker.ts"],
          env: environment,
          logFile: null,
        },
        say,
      ),
    ];
// Nothing else may hold the process open when only the database runs.
const idle = setInterval(() => {}, 60_000);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    clearInterval(idle);
    await Promise.all(parts.map((part) => part.stop()));
    await database.server?.stop();
    process.exit(0);
  });
}
