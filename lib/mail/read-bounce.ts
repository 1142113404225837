import "server-only";

import { type MessageAddress, readMessageId } from "@/lib/mail/message-id";

/** What a mail server reports about a message that it took earlier (RFC 3464). */
export interface DeliveryReport {
  readonly action: "failed" | "delayed" | "delivered";
  /** "5.1.1" */
  readonly status: string | null;
  /** which message; null when the report does not say, or names somebody else's */
  readonly message: MessageAddress | null;
}

/** Largest report that is looked at. */
export const reportBytes = 1024 * 1024;

/**
 * Reads a delivery status notification. Null for everything else, an answer of a person above all. Never throws: it is given
 * whatever somebody sent to an address.
 */
export function readDeliveryReport(raw: string): DeliveryReport | null {
  const mail = readEntity(raw.slice(0, reportBytes).replace(/\r\n?/g, "\n"));
  const type = mail.headers.get("content-type") ?? "";
  if (!/^multipart\/report\b/i.test(type)) return null;
  const parts = partsOf(mail, type);
  const status = parts.find((part) => isType(part, /^message\/(?:global-)?delivery-status\b/i));
  if (!status) return null;
  const [whole, ...recipients] = decoded(status)
    .split(/\n[ \t]*\n+/)
    .map((block) => readHeaders(block))
    .filter((fields) => fields.size > 0);
  if (!whole) return null;
  // One recipient a message; where a list expanded it, the worst that happened is what counts.
  const groups = recipients.length > 0 ? recipients : [whole];
  const judged = groups.map((fields) => ({ fields, action: actionOf(fields.get("action")) }));
  const worst = order.flatMap((action) => judged.filter((one) => one.action === action))[0];
  if (!worst?.action) return null;
  return {
    action: worst.action,
    status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(worst.fields.get("status") ?? "")?.[1] ?? null,
    message: readMessageId(whole.get("original-envelope-id")) ?? readMessageId(returnedMessageId(parts)),
  };
}

const order = ["failed", "delivered", "delayed"] as const;

function actionOf(value: string | undefined): DeliveryReport["action"] | null {
  const action = (value ?? "").trim().toLowerCase();
  if (action === "relayed" || action === "expanded") return "delivered";
  return order.find((one) => one === action) ?? null;
}

interface Entity {
  readonly headers: Map<string, string>;
  readonly body: string;
}

function readEntity(text: string): Entity {
  const end = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
  if (end < 0) return { headers: readHeaders(text), body: "" };
  return { headers: readHeaders(text.slice(0, end)), body: text.slice(end).replace(/^\n+/, "") };
}

/** Header fields, unfolded; names in lower case, the first of a name counts. */
function readHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\n[ \t]+/g, " ").split("\n")) {
    const found = /^([!-9;-~]{1,100}):[ \t]*(.*)$/.exec(line);
    const name = found?.[1]?.toLowerCase();
    if (name && !headers.has(name)) headers.set(name, (found?.[2] ?? "").trim());
  }
  return headers;
}

const isType = (part: Entity, type: RegExp) => type.test(part.headers.get("content-type") ?? "");

function partsOf(mail: Entity, type: string): Entity[] {
  const found = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type);
  const boundary = found?.[1] ?? found?.[2];
  if (!boundary) return [];
  const parts: Entity[] = [];
  let lines: string[] | null = null;
  for (const line of mail.body.split("\n")) {
    if (line.startsWith(`--${boundary}`)) {
      if (lines) parts.push(readEntity(lines.join("\n")));
      if (line.startsWith(`--${boundary}--`) || parts.length > 20) return parts;
      lines = [];
    } else lines?.push(line);
  }
  if (lines) parts.push(readEntity(lines.join("\n")));
  return parts;
}

function decoded({ headers, body }: Entity): string {
  const encoding = (headers.get("content-transfer-encoding") ?? "").toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8").replace(/\r\n?/g, "\n");
  if (encoding !== "quoted-printable") return body;
  return body
    .replace(/=\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function returnedMessageId(parts: readonly Entity[]): string | null {
  const returned = parts.find((part) => isType(part, /^(?:message\/(?:rfc822|global)|text\/rfc822-headers)/i));
  return returned ? (readEntity(decoded(returned).replace(/^\n+/, "")).headers.get("message-id") ?? null) : null;
}
