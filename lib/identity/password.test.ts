import { hash, parseOptions } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { hashPassword, isOutdated, verifyPassword, verifyPasswordOf } from "@/lib/identity/password";

describe("password hashes", () => {
  it("are argon2id with 64 MiB, three passes and one lane", async () => {
    const made = await hashPassword("the kettle sings at six");
    expect(made).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(parseOptions(made)).toMatchObject({
      memoryCost: 65_536,
      timeCost: 3,
      parallelism: 1,
      saltLen: 16,
      outputLen: 32,
    });
    expect(await verifyPassword(made, "the kettle sings at six")).toBe(true);
    expect(await verifyPassword(made, "the kettle sings at sev")).toBe(false);
    expect(await hashPassword("the kettle sings at six")).not.toBe(made);
    expect(isOutdated(made)).toBe(false);
  });

  it("of an older cost still fit, and are to be renewed", async () => {
    const old = await hash("the kettle sings at six", { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(await verifyPassword(old, "the kettle sings at six")).toBe(true);
    expect(isOutdated(old)).toBe(true);
  });

  it("that are missing or broken fit nothing", async () => {
    expect(await verifyPassword("not a hash", "anything")).toBe(false);
    expect(await verifyPasswordOf(null, "anything")).toBe(false);
  });

  it("are made four at a time at most, and the queue behind them has an end", async () => {
    const resident = () => process.memoryUsage.rss() / 1024 ** 2;
    const before = resident();
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, resident() - before);
    }, 5);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () => hashPassword("the kettle sings at six")),
    );
    clearInterval(watch);
    const refused = outcomes.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ reason: { code: "unavailable", retryAfterS: 5 } });
    // Four times 64 MiB and what the process itself needs; a fifth at the same time would be above.
    expect(peak).toBeLessThan(4 * 64 + 60);
  });
});
