// npm run start:web: serves the production build. `npm start` runs it too, beside worker and database.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
if (!existsSync(".next/BUILD_ID")) {
  process.stderr.write("There is no production build. Make it with: npm run build\n");
  process.exit(1);
}
Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
process.argv.splice(2, process.argv.length, "start", "-p", process.env.PORT || "3000");
await import("next/dist/bin/next");
