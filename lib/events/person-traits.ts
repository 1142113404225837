import "server-only";
import { storableJson } from "@/lib/events/clean-properties";
import type { Envelope } from "@/lib/events/envelope";
import { storable } from "@/lib/events/plain-text";

/** What `people` keeps of an identify or group call. Null: not said this time. */
export interface PersonTraits {
  userId: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  /** JSON of the other traits */
  traits: string;
}

type Fields = Readonly<Record<string, unknown>>;

const nameKeys = ["name", "firstName", "lastName", "first_name", "last_name"];
const columnKeys = new Set([...nameKeys, "email", "phone"]);

/** Takes the traits of a call apart into the columns of `people`. */
export function personTraits(call: "identify" | "group", envelope: Envelope): PersonTraits {
  const given = envelope.traits ?? {};
  const userId = envelope.userId && storable(envelope.userId);
  if (call === "group") {
    const group = { id: envelope.groupId, traits: given };
    return { userId, name: null, email: null, phone: null, traits: JSON.stringify(storableJson({ group })) };
  }
  const other = Object.fromEntries(Object.entries(given).filter(([key]) => !columnKeys.has(key)));
  return {
    userId,
    name: nameOf(given),
    email: textOf(given.email, 320)?.toLowerCase() ?? null,
    phone: textOf(given.phone, 40),
    traits: JSON.stringify(storableJson(other)),
  };
}

function nameOf(given: Fields): string | null {
  const parts = [given.firstName ?? given.first_name, given.lastName ?? given.last_name];
  return textOf(given.name, 200) ?? textOf(parts.filter((part) => typeof part === "string").join(" "), 200);
}

function textOf(value: unknown, longest: number): string | null {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" ? storable(text.trim().slice(0, longest)) || null : null;
}
