import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EraseProspect } from "@/components/privacy/erase-prospect";
import { HandSet } from "@/components/quiz-sessions/hand-set";
import { LeadBadge } from "@/components/quiz-sessions/lead-badge";
import { LeadEditor } from "@/components/quiz-sessions/lead-editor";
import { NoteText } from "@/components/quiz-sessions/note-text";
import { MergeButton, PartButton } from "@/components/quiz-sessions/prospect-actions";
import { SessionTable } from "@/components/quiz-sessions/session-table";
import { viewOf } from "@/components/shell/view";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Section, SectionGrid, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { movedTo, prospectParams, prospectSearch, readProspect } from "@/lib/quiz-sessions/prospect-page";
import { leadOf } from "@/lib/quiz-sessions/schema";

export default page({ permission: "quizzes:read", params: prospectParams, search: prospectSearch }, async (ctx) => {
  const { params, search, tenant, now, readAll, can } = ctx;
  const { prospectId } = params;
  const t = await getTranslations("quiz");
  const view = viewOf(ctx);
  const { at, format } = view;
  const read = await readAll(async (db) => {
    const moved = await movedTo(db, prospectId);
    return moved === null ? readProspect(db, prospectId, search.find) : { moved };
  });
  // Links to somebody who was merged since lead to where her sessions are.
  if ("moved" in read) redirect(at.quizProspect(read.moved, { find: search.find }));
  const { prospect, every, sessions, notes, joins, found, byHand } = read;
  const who = prospect.name ?? prospect.email ?? t("nobody");
  const mayAnnotate = can("quizzes:annotate");
  const lead = leadOf(prospect.lead ?? 0);
  const people = [...new Set(every.flatMap(({ person }) => person ?? []))];
  const consent = prospect.consent === null ? "unsaid" : prospect.consent ? "yes" : "no";
  return (
    <ClientMessages namespaces={["quiz", "privacy"]}>
      <PageHeader
        eyebrow={<TextLink href={at.quizSessions()}>{t("tabs.label")}</TextLink>}
        title={who}
        lead={t("prospect.lead", { count: prospect.sessions })}
        zone={format.zone(now)}
        actions={
          <>
            <ButtonLink small plain href={paths.api.quizProspectExport(tenant.slug, prospectId)}>
              {t("prospect.export")}
            </ButtonLink>
            {can("privacy:manage") ? (
              <EraseProspect tenant={tenant.slug} prospectId={prospectId} listHref={at.quizSessions()} />
            ) : null}
          </>
        }
      />
      <Stack>
        <SectionGrid columns={2}>
          <Section title={t("prospect.known")}>
            <DefinitionList
              items={[
                { key: "email", term: t("prospect.email"), value: prospect.email ?? "–" },
                { key: "first", term: t("prospect.first"), value: format.dateTime(prospect.firstAt) },
                { key: "last", term: t("prospect.last"), value: format.dateTime(prospect.lastAt) },
                {
                  key: "completed",
                  term: t("completion.completed"),
                  value: t("prospect.completed", { completed: prospect.completed, of: prospect.sessions }),
                },
                {
                  key: "consent",
                  term: t("detail.facts.consent"),
                  value: prospect.consentAt
                    ? `${t(`consent.${consent}`)}, ${format.date(prospect.consentAt)}`
                    : t("consent.unsaid"),
                },
              ]}
            />
          </Section>
          <Section title={t("detail.lead")} lead={t("prospect.leadText")}>
            <LeadBadge lead={lead} byHand={prospect.leadByHand ?? false} />
            {byHand ? <HandSet byHand={byHand} view={view} /> : null}
            {mayAnnotate ? (
              <LeadEditor
                tenant={tenant.slug}
                prospectId={prospectId}
                lead={lead}
                byHand={prospect.leadByHand ?? false}
                reason={prospect.overrideReason ?? ""}
              />
            ) : null}
          </Section>
        </SectionGrid>
        <Section title={t("prospect.sessions")}>
          <SessionTable
            sessions={sessions}
            columns={["framework", "format", "version", "result", "scores", "lead", "source", "duration"]}
            rowHref={({ id }) => at.quizSessions({ all: "1", prospect: prospectId, open: id })}
            view={view}
          />
          {every.length > sessions.length ? (
            <p className="text-label text-ink-quiet">
              {t("prospect.sessionsShown", { shown: sessions.length, count: every.length })}{" "}
              <TextLink href={at.quizSessions({ all: "1", prospect: prospectId })}>
                {t("prospect.sessionsAll")}
              </TextLink>
            </p>
          ) : null}
        </Section>
        <Section title={t("notes.title")}>
          {notes.length === 0 ? <p className="text-label text-ink-quiet">{t("notes.none")}</p> : null}
          <ul className="flex flex-col gap-4">
            {notes.map((note) => (
              <li key={note.id} className="flex flex-col gap-1 border-l-2 border-hairline pl-3">
                <p className="text-label text-ink-quiet">
                  {t("notes.by", { author: note.author, when: format.dateTime(note.createdAt) })} ·{" "}
                  <TextLink href={at.quizSessions({ all: "1", prospect: prospectId, open: note.sessionId })}>
                    {t("prospect.session")}
                  </TextLink>
                </p>
                <NoteText text={note.text} />
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t("prospect.identity")} lead={t("prospect.identityLead")}>
          {people.length > 1 ? (
            <ul className="flex flex-col">
              {people.map((person) => (
                <li
                  key={person}
                  className="flex flex-wrap items-center justify-between gap-3 border-t border-hairline py-1.5"
                >
                  <span>
                    {t("prospect.person", { count: every.filter((one) => one.person === person).length })}{" "}
                    <code className="text-label text-ink-quiet">{person.slice(0, 8)}</code>
                  </span>
                  {mayAnnotate && person !== prospectId && joins.every(({ id }) => id !== person) ? (
                    <PartButton tenant={tenant.slug} id={person} kind="apart" />
                  ) : null}
                </li>
              ))}
            </ul>
          ) : null}
          {joins.map((join) => (
            <p
              key={join.id}
              className="flex flex-wrap items-center justify-between gap-3 border-t border-hairline py-1.5"
            >
              <span>
                {t(`prospect.${join.kind}By`, { by: join.by, when: format.dateTime(join.decidedAt) })}{" "}
                <code className="text-label text-ink-quiet">{join.id.slice(0, 8)}</code>
              </span>
              {mayAnnotate ? <PartButton tenant={tenant.slug} id={join.id} kind="unmerge" /> : null}
            </p>
          ))}
          {mayAnnotate ? (
            <>
              <SearchInput param="find" label={t("prospect.find")} placeholder={t("prospect.find")} />
              {search.find && found.length === 0 ? (
                <p className="text-label text-ink-quiet">{t("prospect.foundNone")}</p>
              ) : null}
              <ul className="flex flex-col">
                {found.map((one) => (
                  <li
                    key={one.id}
                    className="flex flex-wrap items-center justify-between gap-3 border-t border-hairline py-1.5"
                  >
                    <span>
                      <TextLink href={at.quizProspect(one.id)}>{one.name ?? one.email ?? t("nobody")}</TextLink>{" "}
                      <span className="text-label text-ink-quiet">
                        {one.email} · {t("prospect.count", { count: one.sessions })}
                      </span>
                    </span>
                    <MergeButton
                      tenant={tenant.slug}
                      from={one.id}
                      into={prospectId}
                      who={one.name ?? one.email ?? t("nobody")}
                    />
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </Section>
      </Stack>
    </ClientMessages>
  );
});
