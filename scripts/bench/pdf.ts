import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import type { ReportPayload } from "@/lib/reports/payload";
import { closeReportPdf, renderReportPdf } from "@/lib/reports/pdf/render";
import { samplePayload, voicesInManyScripts, voicesInMoreScripts } from "@/lib/reports/sample-payload";
import { conditions, median, percentile, print, verdict } from "./report";

/** QUALITY.md: warm p95 at most 300 ms, a Latin report at most 150 kB, off the event loop. */
const bar = { p95Ms: 300, bytes: 150_000 };

/**
 * Renders reports one after the other through the same thread that the web process uses, after a few that are not
 * counted. Prints the median, the p95 and the size, and how long the event loop of this process was held up meanwhile.
 */
export async function benchPdf(args: readonly string[] = []): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: "string", default: "100" } } });
  const rounds = Number(values.rounds);
  print(`pdf: ${conditions()}, ${rounds} rounds after 5 to warm up, A4, one at a time, all sections`);
  const began = performance.now();
  await renderReportPdf(samplePayload(), { locale: "en" });
  print(`first report, with the start of the thread: ${Math.round(performance.now() - began)} ms`);
  const latin = await measure("Latin, 4 voices", samplePayload(), rounds);
  await measure("Latin, Cyrillic, Arabic, Hebrew, Devanagari", samplePayload({ quotes: voicesInManyScripts }), rounds);
  await measure("Thai, Chinese, Japanese, Korean, Greek", samplePayload({ quotes: voicesInMoreScripts }), rounds);
  await closeReportPdf();
  const fast = latin.p95 <= bar.p95Ms;
  const small = latin.bytes <= bar.bytes;
  print(verdict("Latin, warm p95", `${latin.p95.toFixed(0)} ms`, `at most ${bar.p95Ms} ms`, fast));
  print(verdict("Latin, size", `${(latin.bytes / 1000).toFixed(1)} kB`, `at most ${bar.bytes / 1000} kB`, small));
  if (!fast || !small) process.exitCode = 1;
}

async function measure(name: string, payload: ReportPayload, rounds: number) {
  for (let round = 0; round < 5; round++) await renderReportPdf(payload, { locale: "en" });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    bytes = (await renderReportPdf(payload, { locale: "en" })).length;
    times.push(performance.now() - began);
  }
  delay.disable();
  const p95 = percentile(times, 0.95);
  const held = `event loop held up p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms`;
  print(
    `${name}: median ${median(times).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${(bytes / 1000).toFixed(1)} kB, ${held}`,
  );
  return { p95, bytes };
}
