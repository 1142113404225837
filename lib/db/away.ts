import "server-only";

// 08 connection, 53 out of resources, 57P0x shutting down or starting; the rest is what the driver and the network say.
const sqlStates = /^(?:08...|53...|57P0[1-5])$/;
const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
const driverMessages =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end)/;

/** Whether an error says that the database cannot be reached or cannot serve now, as opposed to refusing what it was told. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errors, cause } = error as { code?: unknown; errors?: unknown[]; cause?: unknown };
  if (typeof code === "string" && (sqlStates.test(code) || networkCodes.has(code))) return true;
  return driverMessages.test(error.message) || (errors ?? []).some(isDatabaseAway) || isDatabaseAway(cause);
}
