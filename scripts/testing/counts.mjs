import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** A stage that is one check. @param {boolean} passed @returns {Counts} */
export const one = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/**
 * What Vitest's JSON report says. A file that could not be loaded has no tests and counts as one failure, and so does a
 * run that failed for another reason (no report, an error outside of any test).
 * @param {string} file @param {boolean} succeeded whether the process ended well @returns {Counts}
 */
export function countVitest(file, succeeded) {
  const report = read(file);
  if (!report) return one(false);
  const unloadable = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ suite) =>
      suite.status === "failed" && suite.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloadable;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !succeeded ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The same for Playwright's; what passed on its second try has passed, and is named. @param {string} file @param {boolean} succeeded @returns {Counts} */
export function countPlaywright(file, succeeded) {
  const report = read(file);
  if (!report) return one(false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  if (flaky > 0)
    console.log(`${flaky} of the browser tests passed on the second try only; they are marked flaky above.`);
  const failed = unexpected;
  return { passed: expected + flaky, failed: failed === 0 && !succeeded ? 1 : failed, skipped };
}

function read(/** @type {string} */ file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
