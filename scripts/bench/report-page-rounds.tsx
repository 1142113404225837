import { parentPort, workerData } from "node:worker_threads";
import { renderToString } from "react-dom/server";
import { ReportView } from "@/components/reports/report-view";
import type { ReaderLocale } from "@/lib/i18n";
import type { ReportPayload } from "@/lib/reports/payload";

const { payload, locale, rounds } = workerData as { payload: ReportPayload; locale: ReaderLocale; rounds: number };

const render = () => renderToString(<ReportView payload={payload} locale={locale} pdfHref="/r/x/report.pdf" />);
for (let round = 0; round < 20; round++) render();
const times: number[] = [];
let html = "";
for (let round = 0; round < rounds; round++) {
  const began = performance.now();
  html = render();
  times.push(performance.now() - began);
}
parentPort?.postMessage({ times, html });
