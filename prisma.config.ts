import { defineConfig } from "prisma/config";

// Generating needs no engine, yet Prisma would download one first; naming any program that exists spares that, so that
// a clone works without internet. Migrations are applied by lib/db/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
