import { type ChildProcess, spawn } from "node:child_process";

const followParent = new URL("./follow-parent.mjs", import.meta.url).href;
const running = new Set<ChildProcess>();

export interface StepProcess {
  /** Begins the message when it fails. */
  title: string;
  /** What node is called with. */
  args: string[];
  env?: Record<string, string | undefined>;
  /** Shows what the process prints; otherwise that is shown only when it fails. */
  visible?: boolean;
  onMessage?: (message: unknown) => void;
}

/** Runs a step in a process of its own, which ends when this one does. @throws Error with its output when it fails */
export async function runStep({ title, args, env, visible = false, onMessage }: StepProcess): Promise<void> {
  const child = spawn(process.execPath, ["--import", followParent, ...args], {
    env: { ...process.env, ...env, ATTUNE_PARENT: String(process.pid) },
    stdio: ["ignore", visible ? "inherit" : "pipe", "pipe", "ipc"],
    detached: true,
  });
  running.add(child);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(chunk));
  if (onMessage) child.on("message", onMessage);
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  running.delete(child);
  if (code !== 0) throw new Error(`${title} failed:\n${Buffer.concat(output).toString("utf8").trim()}`);
}

/** Ends the steps that are under way, when the start is given up. */
export async function stopSteps(): Promise<void> {
  await Promise.all(
    [...running].map(
      (child) =>
        new Promise<void>((done) => {
          child.once("close", () => done());
          child.kill("SIGTERM");
          setTimeout(() => child.kill("SIGKILL"), 5000).unref();
        }),
    ),
  );
}
