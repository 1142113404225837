import { describe, expect, it } from "vitest";
import { readContext } from "@/lib/events/context";
import { countryOf } from "@/lib/events/country";
import { hostOf, pathOf } from "@/lib/events/page-address";

const read = (context: Record<string, unknown>) => readContext(context, null, null);

describe("readContext", () => {
  it("understands a native context and Segment's", () => {
    const native = {
      locale: "pt-BR",
      country: "BR",
      device: "Tablet",
      browser: "Firefox",
      os: "Android",
      page: "/a?utm_campaign=x",
    };
    expect(read(native)).toEqual({
      country: "BR",
      language: "pt",
      device: "tablet",
      browser: "Firefox",
      os: "Android",
      path: "/a",
      campaign: { name: "x" },
    });
    const segment = {
      locale: "zh_Hant_TW",
      location: { country: "Taiwan" },
      device: { type: "ios" },
      os: { name: "iOS", version: "17" },
      page: {
        path: "/a/b",
        url: "https://x.example/a/b?utm_source=s&utm_medium=m&utm_campaign=c&utm_term=t&utm_content=k&x=1",
      },
    };
    expect(read(segment)).toMatchObject({
      country: "TW",
      language: "zh",
      device: "mobile",
      os: "iOS",
      path: "/a/b",
      campaign: { source: "s", medium: "m", name: "c", term: "t", content: "k" },
    });
  });

  it("prefers the campaign that is stated", () => {
    const page = { search: "?utm_source=other" };
    expect(read({ campaign: { name: "autumn", source: "mail" }, page }).campaign).toEqual({
      source: "mail",
      name: "autumn",
    });
  });

  it("takes what it cannot read for unknown", () => {
    const nothing = {
      country: null,
      language: null,
      device: null,
      browser: null,
      os: null,
      path: null,
      campaign: null,
    };
    for (const bad of [5, [], "", { a: 1 }, "x".repeat(2000), "\0", null]) {
      const context = {
        locale: bad,
        country: bad,
        device: bad,
        browser: bad,
        os: bad,
        campaign: bad,
        userAgent: bad,
        location: bad,
      };
      expect(read(context), JSON.stringify(bad)).toEqual(nothing);
    }
    expect(read({ page: { path: 5, url: {}, search: [] } })).toEqual(nothing);
    expect(readContext(null, null, null)).toEqual(nothing);
  });

  it("gives a bot no device", () => {
    expect(
      read({ userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }).device,
    ).toBeNull();
  });
});

describe("countryOf", () => {
  it("reads codes in either case, English names and withdrawn codes; groupings are no countries", () => {
    expect(["de", "DE", "Germany", "UK", "United States", "XK"].map(countryOf)).toEqual([
      "DE",
      "DE",
      "DE",
      "GB",
      "US",
      "XK",
    ]);
    expect(["EU", "ZZ", "QQ", "Atlantis", "D", 49, null].map(countryOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe("pathOf", () => {
  it("drops origin, query and fragment, and hides e-mail addresses", () => {
    expect(pathOf("https://x.example/a/b?c=d#e")).toBe("/a/b");
    expect(pathOf("https://x.example?c")).toBe("/");
    expect(pathOf("a/b#c")).toBe("/a/b");
    expect(pathOf("/u/anna@x.example/edit")).toBe("/u/:email/edit");
    expect(pathOf("/u/anna%40x.example")).toBe("/u/:email");
    expect(pathOf(`/${"x".repeat(3000)}`)?.length).toBe(512);
    expect(pathOf("/a\nb")).toBeNull();
  });
});

describe("hostOf", () => {
  it("keeps the host alone", () => {
    expect(hostOf("https://anna:secret@News.Example:8443/a?b")).toBe("news.example");
    expect(hostOf("android-app://com.example")).toBe("com.example");
    expect(hostOf("not an address")).toBeNull();
  });
});
