/**
 * The text of a file, whatever it was saved as: UTF-8 with or without its mark, UTF-16 in either order. Null when the bytes are none of
 * these, which is what a spreadsheet or an archive under a wrong name looks like.
 */
export function decodeFile(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return decode(bytes.subarray(2), "utf-16le");
  if (a === 0xfe && b === 0xff) return decode(bytes.subarray(2), "utf-16be");
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode(bytes.subarray(3), "utf-8");
  // Without a mark, every second byte of Latin text in UTF-16 is zero; UTF-8 text has none.
  const start = bytes.subarray(0, 200);
  const zeros = start.filter((byte) => byte === 0).length;
  if (zeros > start.length / 4) return decode(bytes, start[0] === 0 ? "utf-16be" : "utf-16le");
  return decode(bytes, "utf-8");
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
