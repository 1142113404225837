import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HandSet } from "@/components/quiz-sessions/hand-set";
import { LeadBadge } from "@/components/quiz-sessions/lead-badge";
import { LeadEditor } from "@/components/quiz-sessions/lead-editor";
import { LeadReasons } from "@/components/quiz-sessions/lead-reasons";
import { Notes } from "@/components/quiz-sessions/notes";
import { ScoreBars } from "@/components/quiz-sessions/score-bars";
import { SessionTranscript } from "@/components/quiz-sessions/session-transcript";
import { useLabels } from "@/components/quiz-sessions/use-labels";
import type { View } from "@/components/shell/view";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { withSearch } from "@/lib/paths";
import type { SessionDetail as Detail } from "@/lib/quiz-sessions/detail";
import { leadOf } from "@/lib/quiz-sessions/schema";

/** Everything about one session, for the panel beside the list. */
export function SessionDetail({
  detail,
  userId,
  mayAnnotate,
  maySeeDeliveries,
  openHref,
  view,
}: {
  detail: Detail;
  userId: string;
  mayAnnotate: boolean;
  maySeeDeliveries: boolean;
  openHref: (sessionId: string) => string;
  view: View;
}) {
  const t = useTranslations("quiz");
  const labels = useLabels(view);
  const { session } = detail;
  const { format } = view;
  const others = [session.conflictOf, ...session.conflictIds].filter(
    (id) => id !== null && id !== session.id,
  ) as string[];
  return (
    <div className="flex flex-col gap-8">
      {others.length > 0 ? (
        <Notice tone="warn" title={t("conflict.title")}>
          {t("conflict.text")}{" "}
          {others.map((id) => (
            <TextLink key={id} href={openHref(id)}>
              {id}{" "}
            </TextLink>
          ))}
        </Notice>
      ) : null}
      <DefinitionList items={factsOf(detail, t, labels, view)} />
      <Part title={t("detail.lead")}>
        <p className="flex flex-wrap items-center gap-3">
          <LeadBadge lead={leadOf(session.lead)} byHand={session.leadByHand} />
          <span className="text-label text-ink-quiet">
            {session.leadByHand
              ? t("detail.setByHand", { lead: labels.lead(leadOf(session.suggestedLead)) })
              : t("detail.byRule")}
          </span>
        </p>
        {detail.byHand ? <HandSet byHand={detail.byHand} view={view} /> : null}
        <LeadReasons reasons={detail.reasons} view={view} />
        {mayAnnotate && session.prospectId ? (
          <LeadEditor
            // What was typed for one person is not meant for the next.
            key={session.prospectId}
            tenant={view.tenant.slug}
            prospectId={session.prospectId}
            lead={leadOf(session.lead)}
            byHand={session.leadByHand}
            reason={detail.byHand?.reason ?? ""}
          />
        ) : null}
      </Part>
      <Part title={t("notes.title")}>
        <Notes
          key={session.id}
          tenant={view.tenant.slug}
          sessionId={session.id}
          notes={detail.notes.map((note) => ({
            id: note.id,
            text: note.text,
            author: note.author,
            when: format.dateTime(note.createdAt),
            edited: note.editedAt ? format.dateTime(note.editedAt) : null,
            own: mayAnnotate && note.authorId === userId,
          }))}
          colleagues={detail.colleagues.filter(({ id }) => id !== userId)}
          mayWrite={mayAnnotate}
        />
      </Part>
      {session.scores ? (
        <Part title={t("detail.scores.title")} lead={t("detail.scores.lead")}>
          <ScoreBars scores={session.scores} medians={detail.medians} view={view} />
        </Part>
      ) : null}
      <Part title={t("detail.transcript.title")}>
        <SessionTranscript transcript={session.transcript} words={detail.words} view={view} />
      </Part>
      <Part title={t("detail.timeline")}>
        <ol className="flex flex-col">
          {detail.timeline.map((entry) => (
            <li key={entry.id} className="flex justify-between gap-4 border-t border-hairline py-1.5">
              <span className="[overflow-wrap:anywhere]">
                {labels.event(entry.kind)}
                {entry.about ? (
                  <span className="text-ink-quiet">
                    {" "}
                    {entry.kind === "used" ? labels.purpose(entry.about) : entry.about}
                  </span>
                ) : null}
              </span>
              <span className="figures text-label whitespace-nowrap text-ink-quiet">{format.dateTime(entry.at)}</span>
            </li>
          ))}
        </ol>
      </Part>
      <Part title={t("detail.usage.title")}>
        {detail.usage.length === 0 ? (
          <Quiet>{t("detail.usage.none")}</Quiet>
        ) : (
          <ul className="flex flex-col">
            {detail.usage.map((one) => (
              <li key={one.id} className="flex flex-wrap justify-between gap-x-4 border-t border-hairline py-1.5">
                <span>
                  {labels.purpose(one.purpose)} <span className="text-label text-ink-quiet">{one.model}</span>
                </span>
                <span className="figures text-label text-ink-quiet">
                  {t("detail.usage.tokens", { input: one.inputTokens, output: one.outputTokens })} ·{" "}
                  {labels.cost(one.costMinor, one.currency)}
                </span>
              </li>
            ))}
            <li className="flex flex-wrap justify-between gap-x-4 border-t border-edge py-1.5">
              <span>{t("detail.usage.sum")}</span>
              <span className="figures">{labels.cost(session.costMinor, session.costCurrency)}</span>
            </li>
          </ul>
        )}
      </Part>
      <Part title={t("detail.deliveries.title")}>
        {detail.deliveries.length === 0 ? (
          <Quiet>{t("detail.deliveries.none")}</Quiet>
        ) : (
          <ul className="flex flex-col">
            {detail.deliveries.map((one) => (
              <li key={one.id} className="flex flex-wrap justify-between gap-x-4 border-t border-hairline py-1.5">
                <span className="[overflow-wrap:anywhere]">
                  {maySeeDeliveries ? (
                    <TextLink href={withSearch(view.at.settings.webhooks(), { delivery: one.id })}>
                      {labels.event(one.kind ?? one.type)}
                    </TextLink>
                  ) : (
                    labels.event(one.kind ?? one.type)
                  )}{" "}
                  <span className="text-label text-ink-quiet">{t("detail.deliveries.to", { name: one.endpoint })}</span>
                </span>
                <span className="text-label text-ink-quiet">
                  {t("detail.deliveries.state", { status: one.status, attempts: one.attempts })}
                  {one.lastStatus ? ` · ${one.lastStatus}` : ""} ·{" "}
                  <span className="figures">{format.dateTime(one.finishedAt ?? one.createdAt)}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Part>
    </div>
  );
}

function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div>
        <h3 className="font-serif text-lead font-medium">{title}</h3>
        {lead ? <p className="text-label text-ink-quiet">{lead}</p> : null}
      </div>
      {children}
    </section>
  );
}

const Quiet = ({ children }: { children: ReactNode }) => <p className="text-label text-ink-quiet">{children}</p>;

type Words = ReturnType<typeof useTranslations<"quiz">>;

/** What a quiz sent along: a list or an object as it came, everything else as it reads. */
const inWords = (value: unknown) =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

function factsOf({ session }: Detail, t: Words, labels: ReturnType<typeof useLabels>, { at }: View) {
  const variants = Object.entries(session.variants).map(([experiment, variant]) => `${experiment}: ${variant}`);
  const metadata = Object.entries(session.metadata).map(([key, value]) => `${key}: ${inWords(value)}`);
  const also = (key: string, term: string, values: readonly string[]) =>
    values.length > 0 ? [{ key, term, value: values.join(", ") }] : [];
  const consent = session.contactConsent === null ? "unsaid" : session.contactConsent ? "yes" : "no";
  const quiz = [
    labels.framework(session.frameworkId),
    labels.format(session.format),
    session.version && t("detail.version", { version: session.version }),
  ].filter(Boolean);
  const pair = [session.primaryId, session.secondaryId].flatMap((id) => (id ? [labels.archetype(id)] : []));
  const prospect =
    session.prospectId === null ? (
      t("nobody")
    ) : (
      <TextLink href={at.quizProspect(session.prospectId)}>{t("detail.history")}</TextLink>
    );
  return [
    { key: "prospect", term: t("detail.facts.prospect"), value: prospect },
    { key: "quiz", term: t("columns.framework"), value: quiz.join(" · ") },
    { key: "result", term: t("columns.result"), value: pair.join(" × ") || "–" },
    { key: "source", term: t("columns.source"), value: labels.source(session.source) },
    { key: "duration", term: t("columns.duration"), value: labels.duration(session.durationMs) },
    { key: "cost", term: t("columns.cost"), value: labels.cost(session.costMinor, session.costCurrency) },
    {
      key: "language",
      term: t("columns.language"),
      value: `${labels.language(session.language)} · ${labels.country(session.country)}`,
    },
    { key: "consent", term: t("detail.facts.consent"), value: t(`consent.${consent}`) },
    ...also("variants", t("filters.variant"), variants),
    ...also("campaign", t("filters.campaign"), session.campaign ? [session.campaign] : []),
    ...also("tags", t("columns.tags"), session.tags),
    ...also("metadata", t("detail.facts.metadata"), metadata),
    { key: "id", term: t("detail.facts.id"), value: session.id },
  ];
}
