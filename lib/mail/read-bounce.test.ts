import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageIdOf } from "@/lib/mail/message-id";
import { readDeliveryReport } from "@/lib/mail/read-bounce";

const message = { tenantId: "11111111-1111-4111-8111-111111111111", messageId: "22222222-2222-4222-8222-222222222222" };

/** A report as Postfix writes it; parts can be changed. */
const report = (change: { action?: string; envelopeId?: boolean; returned?: string; encoding?: "base64" } = {}) => {
  const status = [
    "Reporting-MTA: dns; mx.example.org",
    ...(change.envelopeId === false ? [] : [`Original-Envelope-Id: ${messageIdOf(message).slice(1, -1)}`]),
    "",
    "Final-Recipient: rfc822; anna@masters.example",
    `Action: ${change.action ?? "failed"}`,
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 <anna@masters.example>: Recipient address",
    "    rejected: User unknown",
  ].join("\r\n");
  return [
    "From: MAILER-DAEMON@mx.example.org",
    "Content-Type: multipart/report; report-type=delivery-status;",
    '\tboundary="b/1"',
    "",
    "This is a MIME-encapsulated message.",
    "--b/1",
    "Content-Type: text/plain",
    "",
    "I'm sorry to have to inform you …",
    "--b/1",
    "Content-Type: message/delivery-status",
    ...(change.encoding ? ["Content-Transfer-Encoding: base64"] : []),
    "",
    change.encoding ? Buffer.from(status).toString("base64") : status,
    "--b/1",
    `Content-Type: ${change.returned ?? "text/rfc822-headers"}`,
    "",
    "Subject: The hour in numbers",
    "Message-ID:",
    ` ${messageIdOf(message)}`,
    "--b/1--",
    "",
  ].join("\r\n");
};

describe("a delivery report", () => {
  it.each([
    ["says that it failed, and about which message", {}, "failed"],
    ["is found by the returned headers when it names no envelope", { envelopeId: false }, "failed"],
    ["may return the whole message", { envelopeId: false, returned: "message/rfc822" }, "failed"],
    ["may come in base64", { encoding: "base64" as const }, "failed"],
    ["tells of a delay", { action: "delayed" }, "delayed"],
    ["tells of success, also past the reporting server's sight", { action: "relayed" }, "delivered"],
  ])("%s", (_, change, action) => {
    expect(readDeliveryReport(report(change))).toEqual({ action, status: "5.1.1", message });
  });

  it("of somebody else's mail names no message of ours", () => {
    const foreign = report().replaceAll(message.messageId, "0123456789");
    expect(readDeliveryReport(foreign)).toMatchObject({ action: "failed", message: null });
  });

  it("is not what a person answers, nor an automatic reply", () => {
    const answer = `From: anna@masters.example\r\nIn-Reply-To: ${messageIdOf(message)}\r\n\r\nThank you!`;
    expect(readDeliveryReport(answer)).toBeNull();
    expect(readDeliveryReport("")).toBeNull();
    expect(
      readDeliveryReport(
        report()
          .replace("delivery-status;", "disposition-notification;")
          .replace("message/delivery-status", "message/disposition-notification"),
      ),
    ).toBeNull();
  });

  it("never makes the reader stumble, however it is broken", () => {
    const whole = report();
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.string(), (from, to, junk) => {
        readDeliveryReport(whole.slice(0, from) + junk + whole.slice(to));
        readDeliveryReport(junk);
      }),
    );
  });
});
