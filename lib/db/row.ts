import { z } from "zod";

// PostgreSQL's int8 and numeric reach us as bigint, string, Decimal or number, according to the driver path. They become numbers here and nowhere else.
const toNumber = (value: unknown) =>
  value === null || value === undefined || typeof value === "number" ? value : Number(String(value));

/** A whole number (count, minor units, milliseconds). */
export const zInt = z.preprocess(toNumber, z.number().int());
/** Any finite number. */
export const zNumber = z.preprocess(toNumber, z.number());
/** A point in time, as Date. */
export const zInstant = z.preprocess((value) => (typeof value === "string" ? new Date(value) : value), z.date());
/** A calendar day, `YYYY-MM-DD`. */
export const zDay = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
);
/** bytea, as Buffer. */
export const zBytes = z.preprocess(
  (value) => (value instanceof Uint8Array ? Buffer.from(value) : value),
  z.instanceof(Buffer),
);
