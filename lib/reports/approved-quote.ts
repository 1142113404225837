import { z } from "zod";

/**
 * The words of a participant that a person approved. Only rows of `quote_reviews` with that status are parsed into it (list-approved-quotes and
 * list-report-quotes), so nothing else can be given to whatever draws a report: a text from anywhere else does not type-check.
 */
export const approvedTextSchema = z.string().min(1).brand<"approved by a person">();
export type ApprovedText = z.output<typeof approvedTextSchema>;
