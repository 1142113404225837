import { fileURLToPath } from "node:url";
import type { SetUpMessage, SetUpOutcome } from "./set-up";
import { runStep } from "./step-process";

export interface SetUpOptions {
  env: Record<string, string | undefined>;
  demo: "none" | "if-empty" | "resume";
  /** Called before the first row of the demo is written. */
  onSeeding?: () => void;
}

/** Prepares the database in a process of its own. */
export async function runSetUp({ env, demo, onSeeding }: SetUpOptions): Promise<SetUpOutcome> {
  let outcome: SetUpOutcome | undefined;
  await runStep({
    title: "Setting up the database",
    args: [
      "--conditions=react-server",
      "--import",
      "tsx",
      fileURLToPath(new URL("./set-up.ts", import.meta.url)),
      `--demo=${demo}`,
    ],
    env,
    visible: true,
    onMessage: (message) => {
      const told = message as SetUpMessage;
      if ("outcome" in told) outcome = told.outcome;
      else onSeeding?.();
    },
  });
  if (!outcome) throw new Error("Setting up the database ended without a result.");
  return outcome;
}
