import { describe, expect, it } from "vitest";
import { cleanProperties, type PrivateText } from "@/lib/events/clean-properties";

const clean = (properties: Record<string, unknown>) => {
  const texts: PrivateText[] = [];
  return { kept: cleanProperties(properties, texts), texts };
};

describe("cleanProperties", () => {
  it("keeps what describes the event", () => {
    const properties = {
      plan: "circle",
      amountMinor: 1200,
      ok: true,
      none: null,
      tags: ["a", "b"],
      at: "2026-11-20",
      code: "01234567",
      hex: "abcd",
      time: "18:30:00",
      version: "1.2.3",
      nested: { step: 2 },
    };
    expect(clean(properties)).toEqual({ kept: properties, texts: [] });
  });

  it("leaves out identifying keys however they are written, at any depth", () => {
    const properties = {
      Email: 1,
      "e-mail": "x",
      work_email: "x",
      PHONE: 5,
      first_name: "x",
      FirstName: "x",
      ipAddress: "x",
      a: { lastname: "x", b: [{ name: "x", c: 1 }] },
    };
    expect(clean(properties).kept).toEqual({ a: { b: [{ c: 1 }] } });
  });

  it("leaves out values that look like addresses and numbers of people", () => {
    const properties = {
      a: "anna@example.org",
      b: "Anna <anna@example.org>",
      c: "+49 (171) 555-1234",
      d: "192.0.2.1",
      e: "::ffff:192.0.2.1",
      f: ["x@y.example", "z"],
    };
    expect(clean(properties).kept).toEqual({ f: ["z"] });
  });

  it("sets free text apart, under its path", () => {
    const { kept, texts } = clean({ message: "hello", a: { story: "long ".repeat(50) }, plan: "x" });
    expect(kept).toEqual({ a: {}, plan: "x" });
    expect(texts.map(({ field }) => field)).toEqual(["message", "a.story"]);
  });

  it("bounds the texts of one event and never has two of one field", () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, "x".repeat(300)]));
    expect(clean(many).texts.length).toBe(20);
    const long = "x".repeat(99);
    const twins = { [`${long}a`]: { message: "1" }, [`${long}b`]: { message: "2" } };
    expect(new Set(clean(twins).texts.map(({ field }) => field)).size).toBe(clean(twins).texts.length);
  });

  it("cannot be used to reach the prototype or Attune's own properties", () => {
    const { kept } = clean(
      JSON.parse('{"__proto__":{"polluted":1},"constructor":"x","$from":"y","a":{"__proto__":{"polluted":1}}}'),
    );
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(kept).toEqual({ constructor: "x", a: {} });
  });
});
