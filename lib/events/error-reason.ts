/** What can be logged of an error about events: its SQLSTATE or name and the place, never its message, which could quote an event. */
export function reasonOf(error: unknown): { reason: string; at: string | undefined } {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const reason = typeof code === "string" ? code : typeof name === "string" ? name : "unknown";
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return { reason, at: lines.find((line) => line.trim().startsWith("at "))?.trim() };
}
