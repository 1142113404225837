import { z } from "zod";
import { readerLocales } from "@/lib/i18n";
import { draftChoicesSchema } from "@/lib/reports/draft-choices";
import { reportLimits, reportSectionSchema, reportSections } from "@/lib/reports/payload";
import { replyLimits } from "@/lib/reports/reply-limits";

/** The languages a report can be written in. */
export const reportLocales = readerLocales;

const linkFields = {
  name: z.string().trim().min(1, "say whom this link is for").max(120),
  sections: z
    .array(reportSectionSchema)
    .min(1, "choose at least one part")
    .max(reportSections.length)
    .refine((parts) => new Set(parts).size === parts.length, "name each part once"),
  expiresInDays: z.int().min(1, "1 day at least").max(365, "365 days at most").default(14),
  password: z
    .string()
    .max(200, "200 characters at most")
    .refine((value) => value === "" || value.length >= 8, "8 characters at least, or leave it empty")
    .default(""),
  allowDownload: z.boolean().default(true),
};

export const shareReportInput = z.strictObject({
  sessionId: z.string().min(1).max(200),
  locale: z.enum(reportLocales),
  note: z.string().trim().max(reportLimits.noteLength).default(""),
  signedBy: z.string().trim().max(120).default(""),
  quotes: z.array(z.guid()).max(reportLimits.quotes, `${reportLimits.quotes} quotes at most`).default([]),
  upcoming: z.array(z.string().min(1).max(200)).max(reportLimits.upcoming).nullable().default(null),
  ...linkFields,
});

export const saveDraftInput = z.strictObject({
  sessionId: z.string().min(1).max(200),
  /** of the draft that the choices were made on; 0 when there was none */
  version: z.int().min(0),
  choices: draftChoicesSchema,
});

/** What a reader writes back. `website` is seen by no person: whoever fills it is a program. */
export const replyInput = z.strictObject({
  token: z.string().min(1).max(200),
  visit: z.uuid(),
  body: z.string().trim().min(1).max(replyLimits.body),
  author: z.string().trim().max(replyLimits.author).default(""),
  website: z.string().max(500).default(""),
});

export const readReplyInput = z.strictObject({ replyId: z.uuid() });

export const addLinkInput = z.strictObject({ reportId: z.uuid(), ...linkFields });

export const revokeLinkInput = z.strictObject({ linkId: z.uuid() });

export const copyLinkInput = z.strictObject({ linkId: z.uuid() });

export const setLinkPasswordInput = z.strictObject({ linkId: z.uuid(), password: linkFields.password });

export const withdrawConsentInput = z.strictObject({ sessionId: z.string().min(1).max(200), eventId: z.guid() });

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
