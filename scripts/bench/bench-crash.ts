import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { crashRounds } from "./crash";
import { conditions, count, print } from "./report";

/** Twenty kills unless `--rounds` says otherwise, of Next's production build when there is one. Ends with 1 when an event was lost or doubled. */
export async function benchCrash(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: "string", default: "20" } } });
  const web = existsSync(".next/BUILD_ID") ? "next" : "handlers";
  print(
    `crash: ${conditions()}, web is ${web === "next" ? "next start" : "the intake's handlers, for there is no build"}`,
  );
  const result = await crashRounds({ rounds: Number(values.rounds), web, say: print });
  const { killed, sent, acknowledged, failedRequests, lost, doubled, invented, miscounted, differing } = result;
  print(
    `killed ${killed.web} × web, ${killed.worker} × worker, ${killed.database} × database; ${count(failedRequests)} requests failed`,
  );
  print(
    `${count(sent)} events sent, ${count(acknowledged)} acknowledged: ${lost} lost, ${doubled} doubled, ${invented} invented`,
  );
  print(
    `read models: ${miscounted} events miscounted, ${differing.length === 0 ? "equal to a rebuild" : `a rebuild changes ${differing.join(", ")}`}`,
  );
  const held = lost + doubled + invented + Math.abs(miscounted) + differing.length === 0;
  print(held ? "held" : "MISSED");
  if (!held) process.exitCode = 1;
}
