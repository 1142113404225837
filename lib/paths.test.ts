import { describe, expect, it } from "vitest";
import { paths, safeReturnTo, withSearch } from "@/lib/paths";

describe("addresses", () => {
  it("are built and encoded in one place", () => {
    const tenant = paths.tenant("de", "lumen");
    expect(tenant.session("a/b c")).toBe("/de/lumen/masters/sessions/a%2Fb%20c");
    expect(tenant.settings.audit()).toBe("/de/lumen/settings/audit");
    expect(paths.signIn("en", "/en/lumen?range=7d")).toBe("/en/sign-in?returnTo=%2Fen%2Flumen%3Frange%3D7d");
    expect(paths.api.masterSessionExport("lumen", "s1", "csv")).toBe(
      "/api/master-sessions/s1/export?tenant=lumen&format=csv",
    );
  });

  it("leave out what is empty and repeat what is a list", () => {
    expect(withSearch("/x", { a: null, b: "", c: 0, d: ["1", "2"], e: undefined, f: false })).toBe(
      "/x?c=0&d=1&d=2&f=false",
    );
    expect(withSearch("/x", {})).toBe("/x");
  });
});

describe("where to return to after signing in", () => {
  it.each([
    ["/en/lumen?range=7d", "/en/lumen?range=7d"],
    ["https://example.org/", null],
    ["//example.org", null],
    ["/\\example.org", null],
    ["/\t/example.org", null],
    ["javascript:alert(1)", null],
    ["", null],
    [null, null],
  ])("%s", (value, expected) => {
    expect(safeReturnTo(value)).toBe(expected);
  });
});
