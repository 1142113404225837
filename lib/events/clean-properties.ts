import "server-only";
import { isIP } from "node:net";
import { holdsEmail, isStorable, storable } from "@/lib/events/plain-text";

/** Free text that came with an event, on its way to analytics.private_texts. */
export interface PrivateText {
  field: string;
  value: string;
}

const longestKey = 100;
/** Longer strings are somebody's words rather than a value to group by. */
const longestValue = 200;
const mostTexts = 20;

// Compared without case, underscores and hyphens.
const identifying = new Set(
  `name firstname lastname fullname givenname familyname middlename surname nickname displayname username login
  customername clientname contactname membername ownername authorname recipientname sendername participantname personname
  mobile mobilenumber tel cell whatsapp fax street city zip zipcode postcode postalcode ip ipv4 ipv6 remoteaddr xforwardedfor
  birthday birthdate dateofbirth dob ssn passport taxid iban bic creditcard cardnumber cvc token secret apikey accesstoken
  avatar photo lat lng lon latitude longitude useragent deviceadvertisingid idfa gaid`.split(/\s+/),
);
const identifyingPart = /email|mailaddress|phone|address|passwor[dt]|passwd/;
const wordy = new Set(
  "text message body comment comments note notes feedback description content answer question query search bio transcript reply".split(
    " ",
  ),
);

const isAddress = (text: string) => isIP(text.split("/", 1)[0] ?? "") !== 0;
const phoneShaped = /^(?:\+|00)\d[\d\s()./-]{5,}\d$/;

/**
 * The properties of an event that no schema describes, fit for the log: keys and values that identify a person are left out, free text is
 * moved to `texts`, what PostgreSQL cannot keep is removed. The rest stays as it was sent.
 */
export function cleanProperties(properties: Readonly<Record<string, unknown>>, texts: PrivateText[]) {
  return cleanObject(properties, "", texts);
}

function cleanObject(object: Readonly<Record<string, unknown>>, path: string, texts: PrivateText[]) {
  const clean: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    const value = cleanValue(key, object[key], path ? `${path}.${key}` : key, texts);
    if (value !== undefined && isFitKey(key)) clean[key] = value;
  }
  return clean;
}

/** `$` begins Attune's own properties; `__proto__` would not be a property but the object's prototype. */
const isFitKey = (key: string) =>
  key !== "" &&
  key.length <= longestKey &&
  key[0] !== "$" &&
  key !== "__proto__" &&
  isStorable(key) &&
  !holdsEmail(key);

function cleanValue(key: string, value: unknown, path: string, texts: PrivateText[]): unknown {
  if (value === null || typeof value === "boolean") return value;
  const plainKey = key.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (identifying.has(plainKey) || identifyingPart.test(plainKey)) return undefined;
  if (typeof value === "number") return value;
  if (typeof value === "string") return cleanText(plainKey, value, path, texts);
  if (Array.isArray(value)) {
    return value.map((item) => cleanValue(key, item, path, texts)).filter((item) => item !== undefined);
  }
  if (typeof value === "object") return cleanObject(value as Record<string, unknown>, path, texts);
  return undefined;
}

function cleanText(plainKey: string, text: string, path: string, texts: PrivateText[]): string | undefined {
  if (wordy.has(plainKey) || text.length > longestValue || text.includes("\n")) {
    const field = path.slice(0, longestKey);
    if (texts.length < mostTexts && isFitKey(field) && texts.every((other) => other.field !== field)) {
      texts.push({ field, value: storable(text) });
    }
    return undefined;
  }
  if (holdsEmail(text) || isAddress(text) || phoneShaped.test(text)) return undefined;
  return storable(text);
}

/** Traits as `people` keeps them: everything that was sent, without what PostgreSQL cannot keep. */
export function storableJson(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (value === null || typeof value !== "object") return value;
  const clean: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key !== "__proto__") clean[storable(key)] = storableJson(inner);
  }
  return clean;
}
