import { z } from "zod";
import { reportLimits, reportSectionSchema } from "@/lib/reports/payload";

/** The languages a report can be written in. */
export const reportLocales = ["en", "de"] as const;

const linkFields = {
  name: z.string().trim().min(1, "say whom this link is for").max(120),
  sections: z.array(reportSectionSchema).min(1, "choose at least one part"),
  expiresInDays: z.int().min(1, "1 day at least").max(365, "365 days at most").default(14),
  password: z
    .string()
    .max(200, "200 characters at most")
    .refine((value) => value === "" || value.length >= 8, "8 characters at least, or leave it empty")
    .default(""),
};

export const shareReportInput = z.strictObject({
  sessionId: z.string().min(1).max(200),
  locale: z.enum(reportLocales),
  note: z.string().trim().max(reportLimits.noteLength).default(""),
  signedBy: z.string().trim().max(120).default(""),
  quotes: z.array(z.guid()).max(reportLimits.quotes, `${reportLimits.quotes} quotes at most`).default([]),
  ...linkFields,
});

export const addLinkInput = z.strictObject({ reportId: z.uuid(), ...linkFields });

export const revokeLinkInput = z.strictObject({ linkId: z.uuid() });

export const setLinkPasswordInput = z.strictObject({ linkId: z.uuid(), password: linkFields.password });

export const reviewQuoteInput = z.strictObject({
  sessionId: z.string().min(1).max(200),
  // An event id may be 128 bits of a hash, which no version of UUID describes.
  eventId: z.guid(),
  decision: z.enum(["approve", "reject", "reset"]),
  quoteText: z
    .string()
    .trim()
    .max(reportLimits.quoteLength, `${reportLimits.quoteLength} characters at most`)
    .default(""),
});

export const unlockReportInput = z.strictObject({ token: z.string().min(1).max(200), password: z.string().max(200) });
