import "server-only";
import { ReplyForm } from "@/components/sharing/reply-form";
import { replyLimits } from "@/lib/reports/reply-limits";
import type { ReportText } from "@/lib/reports/report-text";

/** A word back to whoever sent the report. It needs a script, because a script is how a person shows to be one. */
export function ReplyBox({
  token,
  visit,
  tenantName,
  team,
  text,
}: {
  token: string;
  visit: string;
  tenantName: string;
  team: boolean;
  text: ReportText;
}) {
  const say = (key: string) => text(`reply.${key}`, { tenant: tenantName, max: replyLimits.body });
  return (
    <section className="report-part report-reply" data-screen-only>
      <h2 className="report-heading">{say("title")}</h2>
      {team ? (
        <p className="report-reply-lead">{say("team")}</p>
      ) : (
        <ReplyForm
          token={token}
          visit={visit}
          words={{
            lead: say("lead"),
            message: say("message"),
            name: say("name"),
            optional: say("optional"),
            send: say("send"),
            sent: say("sent"),
            another: say("another"),
            empty: say("empty"),
            tooLong: say("tooLong"),
            failed: say("failed"),
            tooMany: say("tooMany"),
          }}
        />
      )}
    </section>
  );
}
