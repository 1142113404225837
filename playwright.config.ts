import { defineConfig } from "@playwright/test";
import { browserFlags, findBrowser } from "./scripts/testing/browser.mjs";

// npm test starts Attune itself and says where; on its own, `npx playwright test` starts one on a home of its own.
const given = process.env.ATTUNE_E2E_URL;
const port = process.env.PORT ?? "3210";
const url = given ?? `http://localhost:${port}`;
const executablePath = process.env.CHROMIUM_PATH ?? (await findBrowser()) ?? undefined;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // Generous, because two cores also run the server and its database; what hangs is still found.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // What passes the second time is reported as flaky (docs/decisions/0200), and what fails twice fails.
  retries: 1,
  workers: 2,
  reporter: process.env.ATTUNE_E2E_REPORT
    ? [["list"], ["json", { outputFile: process.env.ATTUNE_E2E_REPORT }]]
    : [["list"]],
  use: {
    baseURL: url,
    locale: "en-GB",
    timezoneId: "UTC",
    colorScheme: "light",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    // Recording takes time from every test; `--trace on` records one that is looked into.
    trace: "on-first-retry",
    // What waits in vain fails by itself, not with the whole test.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    launchOptions: { executablePath, args: browserFlags },
  },
  webServer: given
    ? undefined
    : {
        command: "node scripts/start.mjs",
        url: `${url}/api/health`,
        env: { PORT: port, ATTUNE_HOME: ".attune-e2e", ATTUNE_WEBHOOKS_LOOPBACK: "1" },
        timeout: 300_000,
        reuseExistingServer: true,
        gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
      },
});
