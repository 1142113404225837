import "server-only";
import sharp, { type Sharp } from "sharp";
import { invalid } from "@/lib/errors";

/** What is kept of an upload: a PNG made from its pixels, with nothing of the file itself in it. */
export interface MadeLogo {
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Pixels that are decoded at most: a small file can hold a picture as large as a field. */
const mostPixels = 16_000_000;
const mostBytes = 256 * 1024;
const sizes = [
  [800, 320],
  [560, 224],
  [400, 160],
  [240, 96],
] as const;

const startsWith = (file: Buffer, ...bytes: number[]) => bytes.every((byte, index) => file[index] === byte);

/** What a file is, by its first bytes: its name and what the browser calls it say nothing. */
function kindOf(file: Buffer): "png" | "jpeg" | "webp" | "svg" | null {
  if (startsWith(file, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (startsWith(file, 0xff, 0xd8, 0xff)) return "jpeg";
  if (file.toString("latin1", 0, 4) === "RIFF" && file.toString("latin1", 8, 12) === "WEBP") return "webp";
  const text = file.toString("utf8", 0, 2048).replaceAll("\0", "");
  return /<svg[\s>:]|<!DOCTYPE svg/i.test(text) ? "svg" : null;
}

/**
 * Decodes an upload and encodes it anew, bounded in pixels and bytes. Throws `invalid` with the field `file`: SVG can carry scripts and is
 * refused, whatever is no picture is refused, and so is one that cannot be decoded to its end.
 */
export async function makeLogo(file: Buffer): Promise<MadeLogo> {
  const kind = kindOf(file);
  if (kind === "svg") throw invalid({ file: "logoSvg" });
  if (!kind) throw invalid({ file: "logoNotImage" });
  let pixels: Sharp;
  try {
    // The header alone, which costs nothing however much it promises.
    const { format, width, height } = await sharp(file, { limitInputPixels: false }).metadata();
    if (format !== kind) throw new Error("The decoder takes it for something else.");
    if (width * height > mostPixels) throw invalid({ file: "logoTooManyPixels" });
    // Decoded once to the end: from here on there are only pixels.
    const { data, info } = await sharp(file, { limitInputPixels: mostPixels, failOn: "warning", pages: 1 })
      .rotate()
      .toColourspace("srgb")
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    pixels = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  } catch (error) {
    if (error instanceof Error && error.name === "DomainError") throw error;
    throw invalid({ file: "logoBroken" });
  }
  for (const [width, height] of sizes) {
    const { data, info } = await pixels
      .clone()
      .resize({ width, height, fit: "inside", withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
    if (data.length <= mostBytes) return { image: data, width: info.width, height: info.height };
  }
  throw invalid({ file: "logoTooManyPixels" });
}
