import { type ChildProcess, spawn } from "node:child_process";

export interface TestProcess {
  readonly child: ChildProcess;
  /** everything it has written so far */
  readonly output: { stdout: string; stderr: string };
  /** resolves with the exit code, or the signal that ended it */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts a TypeScript file of Attune as its own process, as production does, with this test's environment and `env` on top. */
export function startProcess(
  args: readonly string[],
  env: Record<string, string | undefined> = {},
  { input }: { input?: string } = {},
): TestProcess {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", ...args], {
    // Vitest's own settings (its loader, NODE_ENV=test) are not what production runs with.
    env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "production", LOG_LEVEL: "info", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output.stderr += chunk;
  });
  child.stdin.end(input ?? "");
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("close", (code, signal) => resolve(signal ?? code ?? -1));
  });
  return { child, output, ended };
}

/** Asks again and again until the answer is true; fails with `what` after the limit. */
export async function until(what: string, ask: () => Promise<boolean> | boolean, limitMs = 60_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`Waited ${limitMs / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
