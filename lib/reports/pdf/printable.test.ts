import { describe, expect, it } from "vitest";
import { printable } from "@/lib/reports/pdf/printable";

const words: Record<string, string> = { gratitude: "Dankbarkeit", love: "Liebe" };
const print = (text: string) => printable(text, (key) => words[key] ?? null);

describe("what can be printed", () => {
  it("has no emoji, and no gap where one was", () => {
    expect(print("Danke 🙏❤️ für alles ✨!")).toBe("Danke für alles!");
    expect(print("🌊 Ruhe 👩‍👩‍👧‍👦")).toBe("Ruhe");
    expect(print("So schön👍🏽.")).toBe("So schön.");
    expect(print("🇩🇪🇫🇷 zusammen 1️⃣")).toBe("zusammen");
  });

  it("keeps the spaces that a language has before its marks", () => {
    expect(print("Merci !")).toBe("Merci !");
    expect(print("«\u00a0Merci\u00a0»")).toBe("«\u00a0Merci\u00a0»");
  });

  it("says in words what was only emoji, or nothing", () => {
    expect(print("🙏🏽❤️🙏")).toBe("Dankbarkeit, Liebe");
    expect(print("“🧿”")).toBe("");
  });

  it("keeps digits, signs and joiners that mean something", () => {
    expect(print("12 × 3 = 36 © Lumen™ #1 *")).toBe("12 × 3 = 36 © Lumen™ #1 *");
    expect(print("می\u200cخواهم")).toBe("می\u200cخواهم");
    expect(print("क्\u200dष")).toBe("क्\u200dष");
  });

  it("has no invisible marks and is composed", () => {
    expect(print("a\u200db\u202ec\u2066d\ufeffe\u0000f\u00adg")).toBe("abcdefg");
    expect(print("u\u0308ber\tLicht\n")).toBe("über Licht");
  });

  it("writes the Thai AM as the two signs that are drawn", () => {
    expect(print("น้ำ")).toBe("น\u0e4d\u0e49\u0e32");
  });
});
