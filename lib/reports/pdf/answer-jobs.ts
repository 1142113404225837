import { parentPort } from "node:worker_threads";
import { Font } from "@react-pdf/renderer";
import { makePdf, type PdfJob } from "@/lib/reports/pdf/make-pdf";

// Words are never cut: the lines are broken before react-pdf sees them.
Font.registerHyphenationCallback((word) => [word]);

parentPort?.on("message", ({ id, job }: { id: number; job: PdfJob }) => {
  makePdf(job).then(
    (bytes) => parentPort?.postMessage({ id, bytes }),
    (error: unknown) => parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
