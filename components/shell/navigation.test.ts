import { describe, expect, it } from "vitest";
import { keepPeriod } from "@/components/shell/keep-period";
import { activeItem, navigationFor } from "@/components/shell/navigation";
import { permissionsOf } from "@/lib/identity/permissions";
import { paths } from "@/lib/paths";

const tenant = paths.tenant("en", "lumen");
const keysOf = (role: "admin" | "coach" | "operations" | "finance") =>
  navigationFor(tenant, permissionsOf(role)).map((group) => [group.key, group.items.map((item) => item.key)]);

describe("the navigation", () => {
  it("shows each role what it may open", () => {
    expect(keysOf("admin")).toEqual([
      ["views", ["overview", "quiz", "masters", "reports", "telemetry"]],
      ["settings", ["members", "live", "keys", "brand", "themes", "frameworks", "webhooks", "privacy", "audit"]],
    ]);
    expect(keysOf("operations")).toEqual([["views", ["overview", "quiz", "masters", "reports", "telemetry"]]]);
    expect(keysOf("finance")).toEqual([["views", ["overview"]]]);
  });

  it("says of an entry that it is switched off, and keeps it where its page says why", () => {
    const off = (featuresOff: string[]) =>
      navigationFor(tenant, permissionsOf("admin"), featuresOff)
        .flatMap((group) => group.items)
        .filter((item) => item.off)
        .map((item) => item.key);
    expect(off(["webhooks", "exports", "unheard-of"])).toEqual(["webhooks"]);
    expect(off([])).toEqual([]);
  });

  it("marks the entry that a page belongs to", () => {
    const items = navigationFor(tenant, permissionsOf("admin")).flatMap((group) => group.items);
    expect(activeItem(items, "/en/lumen")).toBe("overview");
    expect(activeItem(items, "/en/lumen/masters/sessions/abc/report")).toBe("masters");
    expect(activeItem(items, "/en/lumen/masters/telemetry")).toBe("telemetry");
    expect(activeItem(items, "/en/lumen/settings/keys")).toBe("keys");
    expect(activeItem(items, "/en/lumensis/masters")).toBeNull();
  });

  it("takes the period along and nothing else", () => {
    const search = new URLSearchParams("range=7d&compare=year&q=rain&cursor=x");
    expect(keepPeriod("/en/lumen/masters", search)).toBe("/en/lumen/masters?range=7d&compare=year");
    expect(keepPeriod("/en/lumen/masters", new URLSearchParams("q=rain"))).toBe("/en/lumen/masters");
  });
});
