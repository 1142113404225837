// A PostgreSQL as an operator would bring it, for check-start: node --import tsx scripts/testing/own-database.mjs <superuser>
import { ensureEmbedded } from "../../lib/db/embedded.ts";
import { makeOperator } from "../../lib/testing/operator-database.ts";

const home = process.env.ATTUNE_HOME ?? "";
const server = await ensureEmbedded({ home });
console.log(`DATABASE_URL=${await makeOperator(server.adminUrl, process.argv[2] === "true")}`);
const idle = setInterval(() => {}, 60_000);
process.once("SIGTERM", async () => {
  clearInterval(idle);
  await server.stop();
  process.exit(0);
});
