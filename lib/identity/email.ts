import { z } from "zod";

/** An e-mail address as the database keeps it: trimmed, lower case, at most 254 characters. */
export const emailSchema = z
  .string({ error: "emailInvalid" })
  .trim()
  .toLowerCase()
  .max(254, { error: "emailInvalid" })
  .pipe(z.email({ error: "emailInvalid" }));

/** A person's name as she wants to be called. Control and direction characters, which could disguise it, are refused. */
export const nameSchema = z
  .string({ error: "nameMissing" })
  .trim()
  .min(1, { error: "nameMissing" })
  .max(120, { error: "nameTooLong" })
  .refine((name) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name), { error: "nameMissing" });
