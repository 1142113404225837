/** The values of a filter as its address holds them: separated by commas. */
export const valuesOf = (value: string | null | undefined): string[] => (value ? value.split(",").filter(Boolean) : []);

/** The address value after one option was pressed: in or out of several, or instead of the only one. Null is no filter. */
export function toggledValue(value: string | null, option: string, multiple: boolean): string | null {
  const before = valuesOf(value);
  const without = before.filter((one) => one !== option);
  if (without.length < before.length) return without.join(",") || null;
  return multiple ? [...before, option].join(",") : option;
}
