import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ReportPayload } from "@/lib/reports/payload";

it("only rows of approved quotes are made into the words that a report may print", () => {
  const importers = readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"))
    .filter((file) => readFileSync(join("lib", file), "utf8").includes('"@/lib/reports/approved-quote"'))
    .sort();
  expect(importers).toEqual([
    "reports/payload.ts",
    "reports/queries/list-approved-quotes.ts",
    "reports/queries/list-report-quotes.ts",
  ]);
});

it("a text from anywhere else does not type-check", () => {
  const text: string = "what somebody wrote";
  // @ts-expect-error A string is not an approved text; without this error the compiler would let any text into a report.
  const quotes: ReportPayload["quotes"] = [{ text, language: "en" }];
  expect(quotes).toHaveLength(1);
});
