import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { BenchDatabase } from "./bench-database";
import { count, print } from "./report";

const questions = Array.from({ length: 10 }, (_, index) => `a${index + 1}`);
const mapping = {
  session_id: { column: "id" },
  framework_id: { value: "archetypes" },
  quiz_format: { value: "likert" },
  user_email: { column: "email" },
  user_name: { column: "name" },
  completed_at: { column: "at" },
  language: { column: "language" },
  answers: { columns: questions, missed: ["0"] },
  scores: {
    hero: { mean: ["a1", "-a2", "a3"], scale: [1, 5], digits: 2 },
    sage: { mean: ["a4", "a5", "-a6"], scale: [1, 5], digits: 2 },
    magician: { mean: ["a7", "a8", "a9", "a10"], scale: [1, 5], digits: 2 },
  },
  primary_id: { highest: 1 },
  secondary_id: { highest: 2 },
};

/**
 * Imports a file of so many results with `attune import quiz`, as an operator would, and watches the memory of that process. One that
 * takes longer than the minutes given is ended, and what it had reached by then is told.
 */
export async function measureImport(database: BenchDatabase, rows: number, minutes: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "attune-import-"));
  try {
    const file = join(folder, "results.csv");
    await writeRows(file, rows);
    writeFileSync(join(folder, "mapping.json"), JSON.stringify(mapping));
    print(`a file of ${count(rows)} results, ${count(statSync(file).size / 2 ** 20)} MiB`);
    const { createTenant } = await import("@/lib/testing/factories");
    const tenant = await createTenant({ slug: "bench-import" });
    await watch(
      database,
      ["import", "quiz", file, "--tenant", tenant.slug, "--mapping", join(folder, "mapping.json")],
      tenant.id,
      rows,
      minutes,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeRows(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(`id,email,name,at,language,${questions.join(",")}\n`);
  const from = Date.now() - 600 * 86_400_000;
  for (let at = 0; at < rows; at += 1000) {
    let text = "";
    for (let row = at; row < Math.min(rows, at + 1000); row++) {
      const time = new Date(from + Math.floor((row / rows) * 599 * 86_400_000)).toISOString();
      // Every third comes back.
      const person = row % 3 === 0 ? Math.floor(row / 2) : row;
      const answers = questions.map((_, index) => (row * 7 + index * 13 + (row >> 4)) % 6);
      text += `r${row},person${person}@example.org,"Person, No. ${person}",${time},de,${answers.join(",")}\n`;
    }
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

async function watch(
  database: BenchDatabase,
  args: readonly string[],
  tenant: string,
  rows: number,
  minutes: number,
): Promise<void> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/attune.ts", ...args],
    {
      env: { ...process.env, ...database.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (said = `${said}${chunk}`.slice(-2000)));
  let running = true;
  const ended = once(child, "exit").then(() => (running = false));
  const seconds = () => (performance.now() - begun) / 1000;
  const marks = [0.1, 0.5, 1];
  let [reached, peak, now] = [0, 0, 0];
  const tell = (share: number) =>
    print(
      `  at ${Math.round(share * 100)} % (${count(reached)} rows): ${count(now)} MiB in use, ${count(peak)} MiB at most so far; ${count(reached / seconds())} rows/s`,
    );
  while (running && seconds() < minutes * 60) {
    await Promise.race([ended, delay(1000)]);
    [now, peak] = memoryOf(child.pid ?? 0) ?? [now, peak];
    const [row] = await database.admin<{ n: string }>(
      // Each result is two events: who it was, and the result.
      "select last_seq / 2 as n from analytics.log_heads where tenant_id = $1",
      [tenant],
    );
    reached = Number(row?.n ?? 0);
    while (marks[0] !== undefined && marks[0] < 1 && reached >= rows * marks[0]) tell(marks.shift() ?? 0);
  }
  if (running) {
    print(`  ended after ${minutes} minutes:`);
    tell(reached / rows);
    child.kill("SIGTERM");
    await ended;
    return;
  }
  reached = rows;
  tell(1);
  print(`  ${said.trim().split("\n").at(-1) ?? ""} ${count(seconds())} s.`);
}

/** Resident memory of a process and the most it ever was, in MiB, as the kernel counts it; null when it has gone. */
function memoryOf(pid: number): [now: number, peak: number] | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    const found: [number, number] = [of("VmRSS"), of("VmHWM")];
    return found.some(Number.isNaN) ? null : found;
  } catch {
    return null;
  }
}
