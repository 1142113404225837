import "server-only";
import { pino } from "pino";
import { env } from "@/lib/env";

/** The process's log. Ids and counts only: names, e-mail addresses, tokens and texts are never logged. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  redact: ["*.email", "*.password", "*.token", "*.text", "*.name", "req.headers"],
});
