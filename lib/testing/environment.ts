import { resetEnv } from "@/lib/env";

/** Sets variables of this process's environment for what runs next; undefined removes one. */
export function setEnvironment(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  resetEnv();
}
