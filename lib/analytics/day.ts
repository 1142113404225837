/** A calendar day, `YYYY-MM-DD`. It has no zone: which instants it covers is for `zone.ts` to say. */
export type Day = string;

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const msPerDay = 86_400_000;

/** Whether a text is a day that exists: 2025-02-29 is not one. */
export function isDay(value: string): boolean {
  const parts = pattern.exec(value);
  if (!parts) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === value;
}

const toNumber = (day: Day) => Date.parse(`${day}T00:00:00Z`) / msPerDay;

const fromNumber = (number: number): Day => new Date(number * msPerDay).toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => fromNumber(toNumber(day) + count);

/** How many days `b` lies after `a`; negative when before. */
export const daysBetween = (a: Day, b: Day): number => toNumber(b) - toNumber(a);

/** Both ends included; empty when `last` lies before `first`. */
export function listDays(first: Day, last: Day): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) => addDays(first, index));
}

/** The same date a year before; 29 February becomes 28 February, because the year before has no other. */
export function yearBefore(day: Day): Day {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, "0");
  const same = `${year}${day.slice(4)}`;
  return isDay(same) ? same : `${year}-02-28`;
}

export const earlierDay = (a: Day, b: Day): Day => (a <= b ? a : b);
export const laterDay = (a: Day, b: Day): Day => (a >= b ? a : b);
