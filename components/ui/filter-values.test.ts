import { describe, expect, it } from "vitest";
import { toggledValue, valuesOf } from "@/components/ui/filter-values";

describe("a filter in the address", () => {
  it.each([
    [null, "a", false, "a"],
    ["a", "b", false, "b"],
    ["a", "a", false, null],
    [null, "a", true, "a"],
    ["a", "b", true, "a,b"],
    ["a,b", "a", true, "b"],
    ["b", "b", true, null],
  ])("%s, then %s is pressed (several: %s): %s", (value, option, multiple, expected) => {
    expect(toggledValue(value, option, multiple)).toBe(expected);
  });

  it("has no empty values", () => {
    expect(valuesOf("a,,b,")).toEqual(["a", "b"]);
    expect(valuesOf(null)).toEqual([]);
  });
});
