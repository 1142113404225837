"use client";

import { useTranslations } from "next-intl";
import { moved, OrderedList } from "@/components/sharing/ordered-list";
import type { DraftEditor } from "@/components/sharing/use-draft";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextLink } from "@/components/ui/text-link";
import { reportLimits, reportSections } from "@/lib/reports/payload";

/** The parts of a report: on or off, and in which order. */
export function SectionChoices({ draft, auLabel }: { draft: DraftEditor; auLabel: string }) {
  const t = useTranslations("sharing.builder");
  const { choices, change } = draft;
  const usual = choices.sections.every(({ section, shown }, index) => shown && section === reportSections[index]);
  const name = (section: string) => t(`sectionNames.${section}`, { auLabel });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-label font-medium text-ink">{t("sections")}</legend>
      <p className="text-label text-ink-quiet">{t("sectionsHint")}</p>
      <OrderedList
        label={t("sections")}
        handleLabel={(item) => t("handle", { name: item })}
        movedText={(item, place, count) => t("moved", { name: item, place, count })}
        onMove={(from, to) => change((before) => ({ ...before, sections: moved(before.sections, from, to) }))}
        items={choices.sections.map(({ section, shown }) => ({
          key: section,
          name: name(section),
          content: (
            <Checkbox
              checked={shown}
              label={name(section)}
              onChange={({ target: { checked } }) =>
                change((before) => ({
                  ...before,
                  sections: before.sections.map((one) => (one.section === section ? { section, shown: checked } : one)),
                }))
              }
            />
          ),
        }))}
      />
      {usual ? null : (
        <div>
          <Button
            tone="quiet"
            small
            onClick={() =>
              change((before) => ({
                ...before,
                sections: reportSections.map((section) => ({ section, shown: true })),
              }))
            }
          >
            {t("startOver")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

export interface QuoteOption {
  readonly eventId: string;
  readonly text: string;
  readonly language: string | null;
}

/** The approved voices: which, and in which order. */
export function QuoteChoices(props: { draft: DraftEditor; quotes: readonly QuoteOption[]; voicesHref: string }) {
  const t = useTranslations("sharing.builder");
  const { draft, quotes } = props;
  const chosen = chosenOf(draft.choices.quotes, quotes);
  const set = (next: readonly string[]) => draft.change((before) => ({ ...before, quotes: [...next] }));
  const rest = quotes.filter(({ eventId }) => !chosen.includes(eventId));
  const box = ({ eventId, text, language }: QuoteOption, on: boolean) => (
    <Checkbox
      checked={on}
      disabled={!on && chosen.length >= reportLimits.quotes}
      onChange={() => set(on ? chosen.filter((one) => one !== eventId) : [...chosen, eventId])}
      label={
        <span lang={language ?? undefined} dir="auto" className="font-serif">
          {text}
        </span>
      }
    />
  );
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-label font-medium text-ink">{t("quotes")}</legend>
      {quotes.length === 0 ? (
        <p className="text-ink-soft">
          {t("noQuotes")} <TextLink href={props.voicesHref}>{t("reviewQuotes")}</TextLink>
        </p>
      ) : (
        <>
          <p className="text-label text-ink-quiet">{t("quotesHint")}</p>
          <OrderedList
            label={t("quotes")}
            handleLabel={(item) => t("handle", { name: item })}
            movedText={(item, place, count) => t("moved", { name: item, place, count })}
            onMove={(from, to) => set(moved(chosen, from, to))}
            items={chosen.flatMap((eventId) => {
              const quote = quotes.find((one) => one.eventId === eventId);
              return quote ? [{ key: eventId, name: clipped(quote.text), content: box(quote, true) }] : [];
            })}
          />
          {rest.length > 0 ? (
            <ul className="flex flex-col gap-2 pl-7">
              {rest.map((quote) => (
                <li key={quote.eventId}>{box(quote, false)}</li>
              ))}
            </ul>
          ) : null}
        </>
      )}
    </fieldset>
  );
}

/** The quotes that are chosen, as far as they are approved; of nobody's choice the first ones. */
export function chosenOf(choice: readonly string[] | null, quotes: readonly QuoteOption[]): string[] {
  const there = quotes.map(({ eventId }) => eventId);
  return choice ? choice.filter((one) => there.includes(one)) : there.slice(0, reportLimits.quotes);
}

const clipped = (text: string) => (text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text);

export interface UpcomingOption {
  readonly sessionId: string;
  readonly title: string;
  /** already formatted */
  readonly when: string;
}

/** Which of the master's next sessions are announced. */
export function UpcomingChoices({ draft, upcoming }: { draft: DraftEditor; upcoming: readonly UpcomingOption[] }) {
  const t = useTranslations("sharing.builder");
  const all = upcoming.map(({ sessionId }) => sessionId);
  const chosen = draft.choices.upcoming?.filter((one) => all.includes(one)) ?? all.slice(0, reportLimits.upcoming);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-label font-medium text-ink">{t("upcoming")}</legend>
      {upcoming.length === 0 ? (
        <p className="text-ink-soft">{t("noUpcoming")}</p>
      ) : (
        <>
          <p className="text-label text-ink-quiet">{t("upcomingHint")}</p>
          {upcoming.map(({ sessionId, title, when }) => {
            const on = chosen.includes(sessionId);
            return (
              <Checkbox
                key={sessionId}
                checked={on}
                disabled={!on && chosen.length >= reportLimits.upcoming}
                label={title || sessionId}
                hint={when}
                onChange={() =>
                  draft.change((before) => ({
                    ...before,
                    upcoming: on ? chosen.filter((one) => one !== sessionId) : [...chosen, sessionId],
                  }))
                }
              />
            );
          })}
        </>
      )}
    </fieldset>
  );
}
