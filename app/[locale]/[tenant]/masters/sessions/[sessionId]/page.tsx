import { getTranslations } from "next-intl/server";
import { FreshnessNotice } from "@/components/master-sessions/freshness-notice";
import { ImportList } from "@/components/master-sessions/import-list";
import { LiveLink } from "@/components/master-sessions/live-link";
import { LiveNotice } from "@/components/master-sessions/live-notice";
import { LiveRefresh } from "@/components/master-sessions/live-refresh";
import { PanelExports } from "@/components/master-sessions/panel-exports";
import { SessionAnomalies } from "@/components/master-sessions/session-anomalies";
import { SessionControls } from "@/components/master-sessions/session-controls";
import { SessionNotes } from "@/components/master-sessions/session-notes";
import { SessionTakenBack } from "@/components/master-sessions/session-taken-back";
import { SnapshotComparison } from "@/components/master-sessions/snapshot-comparison";
import { SnapshotCurve } from "@/components/master-sessions/snapshot-curve";
import { SnapshotFacts } from "@/components/master-sessions/snapshot-facts";
import { SnapshotFigures } from "@/components/master-sessions/snapshot-figures";
import { SnapshotGroups } from "@/components/master-sessions/snapshot-groups";
import { SnapshotHeadline } from "@/components/master-sessions/snapshot-headline";
import { SnapshotPresence } from "@/components/master-sessions/snapshot-presence";
import { SnapshotReactions } from "@/components/master-sessions/snapshot-reactions";
import { SnapshotThemes } from "@/components/master-sessions/snapshot-themes";
import { QuoteReviewPanel } from "@/components/sharing/quote-review-panel";
import { ShareLinks } from "@/components/sharing/share-links";
import { viewOf } from "@/components/shell/view";
import { ButtonLink } from "@/components/ui/button";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Section, SectionGrid, Stack } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { listImports } from "@/lib/attendance-import/queries/list-imports";
import { goneSession } from "@/lib/attendance-import/taken-back";
import { env } from "@/lib/env";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { byGravity, listAnomalies } from "@/lib/master-sessions/anomalies";
import { isNear } from "@/lib/master-sessions/calendar-schema";
import { listAnomalyActions } from "@/lib/master-sessions/queries/list-anomaly-actions";
import { listSessionNotes } from "@/lib/master-sessions/queries/list-session-notes";
import { sessionParams } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { paths } from "@/lib/paths";
import { listLinks } from "@/lib/reports/queries/list-links";

export default page({ permission: "masterSessions:read", params: sessionParams }, async (ctx) => {
  const { locale, tenant, now, readAll, can, params } = ctx;
  const t = await getTranslations("masters");
  const words = await getTranslations("anomalies");
  const view = viewOf(ctx);
  const { at, format } = view;
  const gone = await readAll((db) => goneSession(db, params.sessionId));
  if (gone) return <SessionTakenBack gone={gone} at={at} format={format} mayImport={can("sessions:schedule")} />;
  const mayShare = can("reports:share");
  const mayAnnotate = can("masterSessions:annotate");
  const { snapshot, fresh, links, anomalies, actions, notes, imports } = await readAll(async (db) => ({
    snapshot: await getSnapshot(db, params.sessionId, now),
    fresh: await dataAsOf.first(db, {}),
    anomalies: (await listAnomalies(db, { sessionIds: [params.sessionId] })).sort(byGravity),
    actions: await listAnomalyActions.all(db, { sessionIds: [params.sessionId] }),
    notes: mayAnnotate ? await listSessionNotes.all(db, { sessionId: params.sessionId, limit: 200 }) : [],
    links: await listLinks.all(db, { sessionId: params.sessionId, limit: 50 }),
    imports: can("sessions:schedule") ? await listImports.all(db, { sessionId: params.sessionId, limit: 50 }) : [],
  }));
  const { session } = snapshot;
  const live = paths.live(locale, session.id, { tenant: tenant.slug });
  const begun = session.startedAt !== null;
  const near = session.status === "scheduled" && isNear(session.scheduledAt, now);
  const step = session.status === "live" ? "end" : near ? "begin" : null;

  return (
    <>
      <PageHeader
        eyebrow={
          session.master ? (
            <TextLink href={at.master(session.master.id)}>{session.master.name}</TextLink>
          ) : (
            <TextLink href={at.masters()}>{t("title")}</TextLink>
          )
        }
        title={session.title || t("untitled")}
        lead={
          <SnapshotFacts
            snapshot={snapshot}
            anomalies={anomalies.filter(({ state }) => state !== "closed")}
            view={view}
          />
        }
        zone={format.zone(now)}
        asOf={fresh ? format.time(fresh.asOf) : undefined}
        actions={
          <>
            <PanelExports name={t("snapshot.export")} sessionId={session.id} view={view} />
            {session.status === "scheduled" || session.status === "live" ? (
              <LiveLink href={live} address={`${new URL(env().ATTUNE_URL).origin}${live}`} />
            ) : null}
            {step && can("sessions:schedule") ? (
              <ClientMessages namespaces={["calendar"]}>
                <SessionControls
                  key={step}
                  tenant={tenant.slug}
                  sessionId={session.id}
                  title={session.title || t("untitled")}
                  step={step}
                />
              </ClientMessages>
            ) : null}
            {mayShare && session.status === "ended" ? (
              <ButtonLink tone="primary" href={at.sessionReport(session.id)}>
                {t("snapshot.share")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {fresh ? <FreshnessNotice asOf={fresh.asOf} lagMs={fresh.lagMs} view={view} /> : null}
      {near ? <LiveRefresh /> : null}
      {session.status === "live" ? <LiveNotice snapshot={snapshot} view={view} /> : null}
      <Stack>
        <SectionGrid columns="1/2">
          <SnapshotHeadline snapshot={snapshot} view={view} />
          {begun ? <SnapshotFigures snapshot={snapshot} view={view} /> : <div className="max-lg:hidden" />}
        </SectionGrid>
        {anomalies.length ? (
          <SessionAnomalies anomalies={anomalies} actions={actions} mayFollow={mayAnnotate} view={view} />
        ) : null}
        {begun ? <SnapshotCurve snapshot={snapshot} view={view} /> : null}
        <SectionGrid columns={3}>
          <SnapshotGroups snapshot={snapshot} by="countries" view={view} />
          <SnapshotGroups snapshot={snapshot} by="languages" view={view} />
          <SnapshotGroups snapshot={snapshot} by="devices" view={view} />
        </SectionGrid>
        {begun ? (
          <SectionGrid>
            <SnapshotReactions snapshot={snapshot} view={view} />
            <SnapshotThemes snapshot={snapshot} view={view} />
          </SectionGrid>
        ) : null}
        {begun ? (
          <SectionGrid>
            <SnapshotComparison snapshot={snapshot} view={view} />
            <SnapshotPresence snapshot={snapshot} view={view} />
          </SectionGrid>
        ) : null}
        {mayShare && begun ? (
          <QuoteReviewPanel locale={locale} tenant={tenant} sessionId={session.id} readAll={readAll} />
        ) : null}
        {links.length ? (
          <Section
            title={t("snapshot.shared")}
            lead={t("snapshot.sharedLead")}
            footer={
              mayShare ? <TextLink href={at.sessionReport(session.id)}>{t("snapshot.shareAgain")}</TextLink> : undefined
            }
          >
            <ShareLinks locale={locale} tenant={tenant} now={now} rows={links} manage={mayShare} empty={null} />
          </Section>
        ) : null}
        <ImportList imports={imports} view={view} ofOneSession />
        {mayAnnotate ? (
          <ClientMessages namespaces={["anomalies"]}>
            <SessionNotes
              tenant={tenant.slug}
              sessionId={session.id}
              notes={notes.map((note) => ({
                id: note.id,
                body: note.body,
                author: note.author ?? words("notes.someone"),
                writtenAt: format.dateTime(note.writtenAt),
                editedAt: note.editedAt ? format.dateTime(note.editedAt) : null,
                own: note.authorId === ctx.user.id,
              }))}
            />
          </ClientMessages>
        ) : null}
      </Stack>
    </>
  );
});
