"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import {
  chosenOf,
  QuoteChoices,
  type QuoteOption,
  SectionChoices,
  UpcomingChoices,
  type UpcomingOption,
} from "@/components/sharing/content-choices";
import { DraftStatus } from "@/components/sharing/draft-status";
import { FreshLink } from "@/components/sharing/fresh-link";
import { LinkFields, linkValues } from "@/components/sharing/link-fields";
import { PreviewPanes } from "@/components/sharing/preview-panes";
import { useDraft } from "@/components/sharing/use-draft";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea, TextInput } from "@/components/ui/text-input";
import { useAction } from "@/components/ui/use-action";
import { createFormat } from "@/lib/format";
import { isReaderLocale, readerLocaleNames } from "@/lib/i18n";
import { shareReport } from "@/lib/reports/actions";
import { type DraftChoices, shownSections } from "@/lib/reports/draft-choices";
import { reportLimits } from "@/lib/reports/payload";

export interface BuilderProps {
  readonly tenant: string;
  readonly sessionId: string;
  readonly masterName: string;
  readonly auLabel: string;
  readonly timeZone: string;
  readonly draft: { readonly version: number; readonly choices: DraftChoices };
  readonly quotes: readonly QuoteOption[];
  readonly upcoming: readonly UpcomingOption[];
  readonly voicesHref: string;
  /** of the PDF of the stored draft, without a version in it */
  readonly pdfHref: string;
  /** said above the choices: where the draft comes from, what was shared before */
  readonly notices: ReactNode;
  /** the report as a page, drawn on the server from the stored draft */
  readonly children: ReactNode;
}

/** Everything a person decides before a report is frozen and its link made, and beside it what that will look like. */
export function ReportBuilder(props: BuilderProps) {
  const t = useTranslations("sharing.builder");
  const { tenant, sessionId } = props;
  const draft = useDraft({ tenant, sessionId, ...props.draft });
  const { choices } = draft;
  const status = useRef<HTMLDivElement>(null);
  // What keeps the report from being shared stands above, out of sight of whoever has just pressed the button.
  const showStatus = () => {
    status.current?.scrollIntoView({ block: "center" });
    status.current?.focus({ preventScroll: true });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
      <div className="flex min-w-0 flex-col gap-8">
        {props.notices}
        <fieldset className="flex flex-col gap-6">
          <legend className="mb-3 font-serif text-lead">{t("content")}</legend>
          <div ref={status} tabIndex={-1} className="outline-none">
            <DraftStatus draft={draft} timeZone={props.timeZone} />
          </div>
          <Select
            label={t("language")}
            value={choices.locale}
            onChange={({ target: { value } }) =>
              isReaderLocale(value) ? draft.change((before) => ({ ...before, locale: value })) : undefined
            }
            options={Object.entries(readerLocaleNames).map(([value, label]) => ({ value, label }))}
          />
          <SectionChoices draft={draft} auLabel={props.auLabel} />
          <QuoteChoices draft={draft} quotes={props.quotes} voicesHref={props.voicesHref} />
          <UpcomingChoices draft={draft} upcoming={props.upcoming} />
          <Textarea
            label={t("note")}
            hint={t("noteHint")}
            dir="auto"
            maxLength={reportLimits.noteLength}
            value={choices.note}
            onChange={({ target: { value } }) => draft.change((before) => ({ ...before, note: value }))}
          />
          <TextInput
            label={t("signedBy")}
            dir="auto"
            maxLength={120}
            value={choices.signedBy}
            onChange={({ target: { value } }) => draft.change((before) => ({ ...before, signedBy: value }))}
          />
        </fieldset>
        <ShareForm {...props} choices={choices} flush={draft.flush} onUnsaved={showStatus} />
      </div>
      <PreviewPanes version={draft.version} stale={draft.state.kind !== "saved"} pdfHref={props.pdfHref}>
        {props.children}
      </PreviewPanes>
    </div>
  );
}

/** The link, and the moment of freezing. */
function ShareForm(
  props: BuilderProps & { choices: DraftChoices; flush: () => Promise<boolean>; onUnsaved: () => void },
) {
  const t = useTranslations("sharing.builder");
  const locale = useLocale();
  const router = useRouter();
  const { run, pending, error, fields } = useAction(shareReport);
  const [waiting, setWaiting] = useState(false);
  const [link, setLink] = useState<{ url: string; until: string } | null>(null);
  const { tenant, sessionId, choices, timeZone } = props;

  const submit = async (form: FormData) => {
    setWaiting(true);
    const stored = await props.flush();
    setWaiting(false);
    if (!stored) return props.onUnsaved();
    const { locale: language, note, signedBy, upcoming } = choices;
    const result = await run({
      tenant,
      sessionId,
      locale: language,
      note,
      signedBy,
      upcoming,
      sections: shownSections(choices),
      quotes: chosenOf(choices.quotes, props.quotes),
      ...linkValues(form),
    });
    if (!result) return;
    const until = createFormat({ locale, timeZone }).date(new Date(result.expiresAt));
    setLink({ url: result.url, until });
    router.refresh();
  };
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 font-serif text-lead">{t("link")}</legend>
        <LinkFields fields={fields} defaultName={props.masterName} />
        {fields.sections ? <FormError message={fields.sections} /> : null}
        {fields.quotes ? <FormError message={fields.quotes} /> : null}
        {error && Object.keys(fields).length === 0 ? <FormError message={error} /> : null}
        <div>
          <Button type="submit" tone="primary" busy={pending || waiting}>
            {t("share")}
          </Button>
        </div>
      </fieldset>
      <FreshLink link={link} onClose={() => setLink(null)} />
    </form>
  );
}
