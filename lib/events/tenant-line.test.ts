import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TenantLine } from "@/lib/events/tenant-line";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const atOnce = { restMs: 0, again: true };
const done = { restMs: 0, again: false };

describe("the line of tenants", () => {
  it("gives everybody a turn before anybody gets a second one", async () => {
    const line = new TenantLine();
    for (const tenant of ["busy", "b", "c"]) line.add(tenant);
    const turns: (string | null)[] = [];
    for (let turn = 0; turn < 5; turn++) {
      const tenant = await line.take();
      turns.push(tenant);
      line.giveBack(tenant ?? "", tenant === "busy" ? atOnce : done);
    }
    expect(turns).toEqual(["busy", "b", "c", "busy", "busy"]);
  });

  it("never gives one tenant to two takers", async () => {
    const line = new TenantLine();
    line.add("a");
    expect(await line.take()).toBe("a");
    line.add("a");
    const second = line.take();
    await expect(Promise.race([second, Promise.resolve("waits")])).resolves.toBe("waits");
    line.giveBack("a", done);
    expect(await second).toBe("a");
  });

  it("lets a tenant rest, and lets it in afterwards only if it was wanted meanwhile", async () => {
    const line = new TenantLine();
    line.add("a");
    line.add("b");
    for (const tenant of ["a", "b"]) {
      expect(await line.take()).toBe(tenant);
      line.giveBack(tenant, { restMs: 100, again: false });
    }
    line.add("b");
    const next = line.take();
    await vi.advanceTimersByTimeAsync(99);
    await expect(Promise.race([next, Promise.resolve("waits")])).resolves.toBe("waits");
    await vi.advanceTimersByTimeAsync(1);
    expect(await next).toBe("b");
    line.close();
    expect(await line.take()).toBeNull();
  });

  it("tries a tenant again after its rest when its batch failed", async () => {
    const line = new TenantLine();
    line.add("a");
    await line.take();
    line.giveBack("a", { restMs: 500, again: true });
    await vi.advanceTimersByTimeAsync(500);
    expect(await line.take()).toBe("a");
  });

  it("ends every wait when it is closed", async () => {
    const line = new TenantLine();
    const waiting = [line.take(), line.take()];
    line.close();
    expect(await Promise.all(waiting)).toEqual([null, null]);
    line.add("a");
    expect(await line.take()).toBeNull();
  });
});
