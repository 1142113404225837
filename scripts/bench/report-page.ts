import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import type { ReaderLocale } from "@/lib/i18n";
import { type ReportPayload, reportLimits } from "@/lib/reports/payload";
import { closeReportPdf, renderReportPdf } from "@/lib/reports/pdf/render";
import { samplePayload, voicesInManyScripts, voicesInMoreScripts } from "@/lib/reports/sample-payload";
import { conditions, median, percentile, print, verdict } from "./report";

/** QUALITY.md: warm p95 at most 300 ms, a report at most 150 kB, off the event loop. */
const bar = { p95Ms: 300, bytes: 150_000 };

const arabic: Parameters<typeof samplePayload>[0] = {
  session: { ...samplePayload().session, title: "دائرة المساء: تنفّس وانتماء", masterName: "ليلى حداد", language: "ar" },
  note: {
    text: "عزيزتي ليلى، بقيت القاعة معك حتى النهاية. سمعنا الرغبة في صمت أطول عند البداية.",
    signedBy: "فريق لومن",
  },
  quotes: samplePayload().quotes.map(() => ({
    text: "شكرًا لكم على هذه الساعة. كنا 12 شخصًا في بيت واحد، وشعرت أنني لست وحدي.",
    language: "ar",
  })),
};

/** Everything that a payload may hold, as long as it may be: the slowest report there can be in a script. */
function maximal(payload: ReportPayload): ReportPayload {
  const fill = (text: string, length: number) =>
    text
      .repeat(Math.ceil(length / text.length))
      .slice(0, length)
      .trim();
  const [quote] = payload.quotes;
  const [theme] = payload.themes;
  const [next] = payload.upcoming;
  return samplePayload({
    ...payload,
    themes: Array.from({ length: reportLimits.themes }, (_, index) => ({
      label: `${theme?.label ?? "breath"} ${index + 1}`,
      language: theme?.language ?? null,
      people: 40 - index,
    })),
    quotes: Array.from({ length: reportLimits.quotes }, (_, index) => ({
      text: fill(`${index + 1} ${quote?.text ?? ""} `, reportLimits.quoteLength),
      language: quote?.language ?? null,
    })),
    upcoming: Array.from({ length: reportLimits.upcoming }, (_, index) => ({
      title: `${next?.title ?? ""} ${index + 1}`,
      startsAt: new Date(Date.UTC(2026, 11, index + 1, 18)).toISOString(),
      durationMinutes: 45,
      language: "en",
    })),
    note: {
      text: fill(`${payload.note?.text ?? ""} `, reportLimits.noteLength),
      signedBy: payload.note?.signedBy ?? null,
    },
  });
}

/**
 * Draws reports as page and as PDF, one after the other, after a few that are not counted: the page as React writes it, the PDF through
 * the thread that the web process uses. Prints the median, the p95 and the size, and how long PDFs hold up the event loop.
 */
export async function benchReport(args: readonly string[] = []): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: "string", default: "100" } } });
  const rounds = Number(values.rounds);
  print(
    `report: ${conditions()}, ${rounds} rounds after 5 (PDF) or 20 (page) to warm up, A4, one at a time, all sections`,
  );
  const began = performance.now();
  await renderReportPdf(samplePayload(), { locale: "en" });
  print(`first PDF, with the start of the thread: ${Math.round(performance.now() - began)} ms`);
  const typicalArabic = samplePayload(arabic);
  const reports: [name: string, payload: ReportPayload, locale: ReaderLocale][] = [
    ["typical, Latin (en)", samplePayload(), "en"],
    ["typical, Cyrillic (ru)", samplePayload(), "ru"],
    ["typical, Arabic (ar)", typicalArabic, "ar"],
    ["maximal, Latin (en)", maximal(samplePayload()), "en"],
    ["maximal, Arabic (ar)", maximal(typicalArabic), "ar"],
    ["voices in Cyrillic, Arabic, Hebrew, Devanagari", samplePayload({ quotes: voicesInManyScripts }), "en"],
    ["voices in Thai, Chinese, Japanese, Korean, Greek", samplePayload({ quotes: voicesInMoreScripts }), "en"],
  ];
  const found: { name: string; p95: number; bytes: number }[] = [];
  for (const [name, payload, locale] of reports) {
    const page = await measurePage(payload, locale, rounds);
    const pdf = await measurePdf(payload, locale, rounds);
    print(`${name}\n  page ${page}\n  PDF  ${pdf.words}`);
    found.push({ name, ...pdf });
  }
  await closeReportPdf();
  for (const { name, p95, bytes } of found.filter(({ name }) => name.startsWith("typical"))) {
    const [fast, small] = [p95 <= bar.p95Ms, bytes <= bar.bytes];
    print(verdict(`${name}, PDF warm p95`, `${p95.toFixed(0)} ms`, `at most ${bar.p95Ms} ms`, fast));
    print(verdict(`${name}, PDF size`, `${(bytes / 1000).toFixed(1)} kB`, `at most ${bar.bytes / 1000} kB`, small));
    if (!fast || !small) process.exitCode = 1;
  }
}

/** In a thread without this process's conditions, under which React has no renderer. */
async function measurePage(payload: ReportPayload, locale: ReaderLocale, rounds: number): Promise<string> {
  const thread = new Worker(fileURLToPath(new URL("./report-page-thread.mjs", import.meta.url)), {
    execArgv: [],
    workerData: { payload, locale, rounds },
  });
  const { times, html } = await new Promise<{ times: number[]; html: string }>((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
  });
  await thread.terminate();
  return `${words(times)}, ${kilobytes(Buffer.byteLength(html))}, ${kilobytes(gzipSync(html).length)} gzip`;
}

async function measurePdf(payload: ReportPayload, locale: ReaderLocale, rounds: number) {
  for (let round = 0; round < 5; round++) await renderReportPdf(payload, { locale });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    bytes = (await renderReportPdf(payload, { locale })).length;
    times.push(performance.now() - began);
  }
  delay.disable();
  const held = `event loop held up p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms`;
  return { p95: percentile(times, 0.95), bytes, words: `${words(times)}, ${kilobytes(bytes)}, ${held}` };
}

const words = (times: number[]) => `p50 ${median(times).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
