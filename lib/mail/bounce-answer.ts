import { z } from "zod";

/** `POST /api/mail/bounces`: whether the mail was a delivery report, and whether it changed a message of Attune's. */
export const bounceAnswerSchema = z.strictObject({ understood: z.boolean(), noted: z.boolean() });
