import { env } from "@/lib/env";
import { route } from "@/lib/guard/route";
import { bounceAnswerSchema } from "@/lib/mail/bounce-answer";
import { readDeliveryReport, reportBytes } from "@/lib/mail/read-bounce";
import { takeDeliveryReport } from "@/lib/reports/mail/take-report";

/**
 * Takes what arrives at MAIL_BOUNCE_ADDRESS, as raw mail (RFC 3464), from the program that the mail server hands it to. Answers 200 for
 * everything that it could read, also for what is none of ours: a mail server must not bounce a bounce.
 */
export const POST = route.signed(
  { secret: () => env().MAIL_BOUNCE_SECRET, maxBytes: reportBytes },
  async ({ body, now, tenant }) => {
    const report = readDeliveryReport(body);
    if (!report?.message) return bounceAnswerSchema.parse({ understood: report !== null, noted: false });
    const { tenantId, messageId } = report.message;
    const noted = await tenant(tenantId, (db) => takeDeliveryReport(db, messageId, report, now));
    return bounceAnswerSchema.parse({ understood: true, noted });
  },
);
