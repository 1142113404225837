import { describe, expect, it } from "vitest";
import { passwordFault } from "@/lib/identity/password-rules";

describe("a new password", () => {
  it.each([
    ["a sentence of one's own", "the kettle sings at half past six"],
    ["characters without words", "vQ7#mz2!kLp0xWt9"],
    ["another script", "тихий вечер у старого моста"],
    ["fifteen characters of Japanese", "静かな朝に鐘の音が聞こえてくる"],
    [
      "two hundred characters",
      Array.from({ length: 200 }, (_, i) => String.fromCharCode(97 + ((i * i) % 23))).join(""),
    ],
    ["a common word among one's own", "our welcome mat is crooked"],
  ])("may be %s", (_, password) => {
    expect(passwordFault(password, ["ada@lumen.example"])).toBeNull();
  });

  it.each([
    ["fourteen characters", "kettle-at-six!", "passwordShort"],
    ["fourteen characters that take more code units", "🫖".repeat(14), "passwordShort"],
    ["201 characters", "kettle".repeat(40).slice(0, 201), "passwordLong"],
    ["one character", "aaaaaaaaaaaaaaaaaaaa", "passwordCommon"],
    ["a short repetition", "abc1abc1abc1abc1", "passwordCommon"],
    ["the alphabet", "abcdefghijklmnopq", "passwordCommon"],
    ["the digits", "123456789012345", "passwordCommon"],
    ["the keyboard", "qwertyuiopasdfgh", "passwordCommon"],
    ["the German keyboard", "qwertzuiopasdfgh", "passwordCommon"],
    ["a listed one", "correct horse battery staple", "passwordCommon"],
    ["a listed one with digits for letters", "Th1s1sMyP@ssw0rd", "passwordCommon"],
    ["a common word and a year", "password-2026-2026", "passwordCommon"],
    ["a common word twice", "PasswordPassword1", "passwordCommon"],
    ["a season and a year", "SummerSummer2026!", "passwordCommon"],
    ["the product's name", "attune-attune-attune", "passwordContext"],
    ["the account's e-mail", "ada.lovelace@lumen.example", "passwordContext"],
    ["the person's and the tenant's name", "Lovelace@Lumen-1", "passwordContext"],
  ])("may not be %s", (_, password, fault) => {
    expect(passwordFault(password, ["ada.lovelace@lumen.example", "Ada Lovelace", "Lumen House"])).toBe(fault);
  });
});
