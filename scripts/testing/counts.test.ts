import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { countPlaywright, countVitest, one, sum } from "./counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "attune-counts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

describe("the line at the end of npm test", () => {
  it("adds up tests that passed, failed and were skipped", () => {
    expect(countVitest(report({ ...vitest, numFailedTests: 2 }), false)).toEqual({ passed: 7, failed: 2, skipped: 2 });
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 4 };
    expect(countPlaywright(report({ stats }), false)).toEqual({ passed: 4, failed: 1, skipped: 4 });
    expect(sum([one(true), one(false), { passed: 2, failed: 0, skipped: 3 }])).toEqual({
      passed: 3,
      failed: 1,
      skipped: 3,
    });
  });

  it("counts a file that could not be loaded as a failure", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{}] },
    ];
    expect(countVitest(report({ ...vitest, testResults }), false).failed).toBe(1);
  });

  it("counts a run that ended badly as a failure, even without a failed test or a report", () => {
    expect(countVitest(report(vitest), false).failed).toBe(1);
    expect(countVitest(join(folder, "absent.json"), true).failed).toBe(1);
    expect(countPlaywright(report({ stats: { expected: 1, unexpected: 0, flaky: 0, skipped: 0 } }), false).failed).toBe(
      1,
    );
    writeFileSync(join(folder, "half.json"), '{"stats":');
    expect(countPlaywright(join(folder, "half.json"), true).failed).toBe(1);
  });
});
