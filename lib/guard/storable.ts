/** The one character that the database cannot hold: an address with it names nothing that could be there. */
export const isStorable = (value: unknown): boolean =>
  [value].flat().every((one) => typeof one !== "string" || !one.includes("\0"));
