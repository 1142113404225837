import type { Command } from "./command";
import { findTenant } from "./find-tenant";

export const recount: Command = {
  name: "recount",
  about: "Counts sessions from the event log once more and compares what everybody says.",
  details:
    "Live room, read models, snapshot, export and report must say of a session what the log says. Prints every difference; the exit code\n" +
    "is 1 when there is one. Nothing is changed: `rebuild` makes the read models anew.",
  options: {
    tenant: { placeholder: "slug", about: "The tenant.", required: true },
    session: { placeholder: "id", about: "Only this session; all of them unless told." },
  },
  async run({ option, print, say }) {
    const { recount: count } = await import("@/lib/live/recount");
    const tenant = await findTenant(option("tenant") ?? "");
    const result = await count(tenant, option("session"));
    if (result.behind > 0) {
      say(
        `${result.behind.toLocaleString("en")} events are not in the read models yet. Differences may be nothing but that: ask again.`,
      );
    }
    const { differences, sessions } = result;
    const lines = differences.map(
      ({ sessionId, source, figure, log, found }) =>
        `${sessionId}: ${source} says ${figure} ${found}, the log says ${log}`,
    );
    const counted = `${sessions.toLocaleString("en")} ${sessions === 1 ? "session" : "sessions"} counted, `;
    lines.push(
      counted + (differences.length === 0 ? "everybody says the same." : `${differences.length} differences.`),
    );
    print(lines.join("\n"), result);
    return differences.length === 0 ? 0 : 1;
  },
};
