import { z } from "zod";
import { locales } from "@/lib/i18n";

/** Bytes of a file that may be uploaded; what is kept is made anew from its pixels and smaller. */
export const longestUpload = 700 * 1024;

const line = (most: number) => z.string().trim().max(most, { error: "tooLong" });
const isTimeZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone.includes("/") || zone === "UTC";
  } catch {
    return false;
  }
};

/** Currencies by their ISO code; which exist, the runtime knows. */
const isCurrency = (code: string) => Intl.supportedValuesOf("currency").includes(code);

/** `GET /api/logos/{logoId}` */
export const logoParams = z.object({ logoId: z.uuid() });

export const brandInput = z.strictObject({
  name: line(120).min(1, { error: "nameMissing" }),
  brandColor: z.string().regex(/^#[0-9A-Fa-f]{6}$/, { error: "colorInvalid" }),
  coachName: line(120),
  coachTitle: line(120),
  contactEmail: z.union([z.literal(""), z.email({ error: "emailInvalid" }).max(254, { error: "tooLong" })]),
  website: line(500).refine((url) => url === "" || (URL.canParse(url) && new URL(url).protocol === "https:"), {
    error: "websiteInvalid",
  }),
  about: line(600),
});

export const regionInput = z.strictObject({
  locale: z.enum(locales),
  timeZone: z.string().max(60).refine(isTimeZone, { error: "zoneInvalid" }),
  currency: z.string().refine(isCurrency, { error: "currencyInvalid" }),
  auLabel: line(40).min(1, { error: "labelMissing" }),
  auUnit: line(12).min(1, { error: "labelMissing" }),
});

const whole = (least: number, most: number) =>
  z
    .number({ error: "numberInvalid" })
    .int({ error: "numberInvalid" })
    .min(least, { error: "numberOutside" })
    .max(most, {
      error: "numberOutside",
    });

export const privacyInput = z.strictObject({
  k: whole(2, 100),
  lowCountThreshold: whole(0, 1000),
  roundUpCounts: z.boolean(),
  retentionMonths: whole(1, 120),
});

/** A file as base64. */
export const logoInput = z.strictObject({
  file: z
    .base64({ error: "logoUnreadable" })
    .min(1, { error: "logoMissing" })
    .max(Math.ceil(longestUpload / 3) * 4, { error: "logoTooLarge" }),
});
