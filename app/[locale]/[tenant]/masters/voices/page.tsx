import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/ui/client-messages";
import { FilterBar } from "@/components/ui/filter-bar";
import { KeysetPager } from "@/components/ui/keyset-pager";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { VoiceQueue } from "@/components/voices/voice-queue";
import { createFormat } from "@/lib/format";
import { page } from "@/lib/guard/page";
import { paths } from "@/lib/paths";
import { countVoices, listVoiceOptions, voiceStates } from "@/lib/reports/queries/list-voices";
import { listVoicesPage, voicesSearch } from "@/lib/reports/voices";

export default page({ permission: "reports:share", search: voicesSearch }, async (ctx) => {
  const { locale, tenant, now, readAll, search } = ctx;
  const t = await getTranslations("voices");
  const masters = await getTranslations("masters");
  const format = createFormat({ locale, timeZone: tenant.timeZone });
  const at = paths.tenant(locale, tenant.slug);
  const { state, language, master, session, cursor } = search;
  const filters = { language, master, session };
  const { found, counts, options } = await readAll(async (db) => ({
    found: await listVoicesPage(db, search),
    counts: await countVoices.first(db, filters),
    options: await listVoiceOptions.all(db, {}),
  }));
  const count = { open: 0, approved: 0, rejected: 0, ...counts };
  const all = count.open + count.approved + count.rejected;
  const languageName = (code: string | null) => (code ? format.language(code) : t("unknownLanguage"));
  const choices = (filter: (typeof options)[number]["filter"], label: (name: string | null, value: string) => string) =>
    options
      .filter((one) => one.filter === filter)
      .map(({ value, name, texts }) => ({ value, label: label(name, value), note: format.integer(texts) }));

  return (
    <ClientMessages namespaces={["voices"]}>
      <PageHeader
        eyebrow={<TextLink href={at.masters()}>{masters("title")}</TextLink>}
        title={t("title")}
        lead={t("lead")}
        zone={format.zone(now)}
      />
      <Tabs
        label={t("states.label")}
        items={voiceStates.map((one) => ({
          key: one,
          label: t(`states.${one}`),
          count: format.integer(one === "all" ? all : count[one]),
          href: at.voices({ ...filters, state: one === "open" ? undefined : one }),
        }))}
        current={state}
      />
      <Section
        title={t(`heading.${state}`, { count: state === "all" ? all : count[state] })}
        tools={
          <FilterBar
            filters={[
              {
                key: "language",
                label: t("filters.language"),
                options: choices("language", (_, code) => languageName(code)),
              },
              { key: "master", label: t("filters.master"), options: choices("master", (name, value) => name ?? value) },
              {
                key: "session",
                label: t("filters.session"),
                options: choices("session", (name) => name || masters("untitled")),
              },
            ]}
          />
        }
      >
        <VoiceQueue
          tenant={tenant.slug}
          state={state}
          voices={found.voices.map((voice) => ({
            eventId: voice.eventId,
            sessionId: voice.sessionId,
            session: voice.title || masters("untitled"),
            sessionHref: at.session(voice.sessionId),
            masterName: voice.masterName,
            pieces: voice.pieces,
            proposed: voice.proposed,
            language: voice.language,
            languageName: languageName(voice.language),
            consent: voice.consent,
            said: format.dateTime(voice.saidAt),
            status: voice.status,
            quoteText: voice.quoteText,
            decided: voice.reviewedAt
              ? t("decided", { name: voice.reviewedBy ?? "–", date: format.date(voice.reviewedAt) })
              : null,
            reports: voice.reports,
          }))}
        />
        <KeysetPager
          nextHref={found.nextCursor ? at.voices({ ...filters, state, cursor: found.nextCursor }) : null}
          firstHref={cursor ? at.voices({ ...filters, state }) : null}
          summary={t("summary", { count: found.voices.length })}
        />
      </Section>
    </ClientMessages>
  );
});
