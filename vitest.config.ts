import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: { "@": at("."), "server-only": at("lib/testing/empty-module.ts") },
  },
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", ".next/**", ".attune*/**", "e2e/**"],
    globalSetup: "lib/testing/global-setup.ts",
    // A process each: environment, pools and caches of one file never reach another.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What passes the second time is reported as such (docs/decisions/0200), and what fails twice fails.
    retry: 1,
    expect: { poll: { timeout: 30_000, interval: 100 } },
    env: { TZ: "UTC", LOG_LEVEL: "silent" },
  },
});
