import { describe, expect, it } from "vitest";
import { readOrigins } from "@/lib/live-settings/origins";

describe("a list of origins", () => {
  it("is read as browsers will send them, each once", () => {
    const text =
      "https://Lumen.example\n\n  lumen.example/  \r\nhttps://a.lumen.example:8443\nhttp://localhost:3000\nhttp://127.0.0.1:81";
    expect(readOrigins(text)).toEqual({
      origins: [
        "https://lumen.example",
        "https://a.lumen.example:8443",
        "http://localhost:3000",
        "http://127.0.0.1:81",
      ],
      problems: [],
    });
  });

  it.each([
    ["http://lumen.example", "onlyHttps"],
    ["javascript://alert(1)", "onlyHttps"],
    ["https://*.lumen.example", "noWildcard"],
    ["https://lumen.example/live", "noPath"],
    ["https://lumen.example?x=1", "noPath"],
    ["https://a:b@lumen.example", "noCredentials"],
    ["https://lumen.example https://b.example", "notAnOrigin"],
    ["https://lumen.example;script-src", "notAnOrigin"],
    ["https://intranet", "notAnOrigin"],
    ["'self'", "notAnOrigin"],
    ["https://", "notAnOrigin"],
  ])("refuses %s and says why", (line, problem) => {
    expect(readOrigins(`https://good.example\n${line}`)).toEqual({
      origins: ["https://good.example"],
      problems: [{ line: 2, text: line, problem }],
    });
  });
});
