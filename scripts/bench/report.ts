import { cpus, loadavg, totalmem } from "node:os";

/** One line on the machine that a measurement stands on. Say the database's version when one is measured. */
export function conditions(postgres?: string): string {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}`,
    `${(totalmem() / 2 ** 30).toFixed(0)} GiB memory`,
    `Node ${process.versions.node}`,
    ...(postgres ? [`PostgreSQL ${postgres}`] : []),
    `load ${loadavg()[0]?.toFixed(1)} at the start`,
    new Date().toISOString().slice(0, 16).replace("T", " "),
  ].join(", ");
}

/** The smallest value that at least `share` (0–1) of the values do not exceed; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** A measured value beside its bar. */
export function verdict(what: string, value: string, bar: string, held: boolean): string {
  return `${what}: ${value} (bar: ${bar}) ${held ? "held" : "MISSED"}`;
}

export const count = (value: number) => Math.round(value).toLocaleString("en");
export const print = (line: string) => void process.stdout.write(`${line}\n`);
