import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { AttendeeTable } from "@/components/master-sessions/attendee-table";
import { PanelExports } from "@/components/master-sessions/panel-exports";
import { RowsTitle } from "@/components/master-sessions/rows-title";
import { viewOf } from "@/components/shell/view";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { dataAsOf } from "@/lib/events/queries/data-as-of";
import { page } from "@/lib/guard/page";
import { listAttendeesPage } from "@/lib/master-sessions/attendees";
import { rowsCursorSchema } from "@/lib/master-sessions/cursor";
import { rowsOf, sessionParams } from "@/lib/master-sessions/schema";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { themeWords } from "@/lib/master-sessions/themes/label";

export default page(
  {
    permission: "masterSessions:read",
    params: sessionParams,
    search: z.object({ ...rowsOf.shape, cursor: rowsCursorSchema.optional() }),
  },
  async (ctx) => {
    const { locale, now, readAll, params, search } = ctx;
    const t = await getTranslations("masters");
    const view = viewOf(ctx);
    const { at, format } = view;
    const { of, value, cursor } = search;
    const asked = { sessionId: params.sessionId, of, value };
    const { snapshot, rows, fresh } = await readAll(async (db) => ({
      snapshot: await getSnapshot(db, params.sessionId, now),
      rows: await listAttendeesPage(db, { ...asked, cursor, limit: 100 }),
      fresh: await dataAsOf.first(db, {}),
    }));
    const { session } = snapshot;
    const theme = of === "theme" ? snapshot.gratitude.themes.find((one) => one.key === value) : undefined;
    const shown = theme ? themeWords(theme, locale) : value;
    const caption = t(`rows.titles.${of}`, { value: shown ?? "" });
    return (
      <>
        <PageHeader
          eyebrow={<TextLink href={at.session(session.id)}>{session.title || t("untitled")}</TextLink>}
          title={<RowsTitle of={of} value={shown} view={view} />}
          lead={t("rows.lead")}
          period={format.dateTime(session.heldAt)}
          zone={format.zone(now)}
          asOf={fresh ? format.time(fresh.asOf) : undefined}
          actions={
            <PanelExports
              name={t("rows.export")}
              sessionId={session.id}
              panel="rows"
              rows={{ of, value }}
              view={view}
            />
          }
        />
        <AttendeeTable
          caption={caption}
          people={rows.items}
          pager={
            <KeysetPager
              nextHref={rows.nextCursor ? at.sessionRows(session.id, { of, value, cursor: rows.nextCursor }) : null}
              firstHref={cursor ? at.sessionRows(session.id, { of, value }) : null}
              summary={t("rows.summary", { count: rows.items.length })}
            />
          }
          view={view}
        />
      </>
    );
  },
);
