import { expect, it } from "vitest";
import { crashRounds } from "./crash";

it("kill -9 of web, worker and database during intake loses and doubles nothing", async () => {
  const result = await crashRounds({ rounds: 3, web: "handlers" });
  expect(result.acknowledged).toBeGreaterThan(100);
  expect(result).toMatchObject({
    killed: { web: 1, worker: 1, database: 1 },
    lost: 0,
    doubled: 0,
    invented: 0,
    miscounted: 0,
    differing: [],
  });
}, 240_000);
