"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/notice";
import { queryClient } from "@/components/ui/query-client";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { startExport } from "@/lib/exports/actions";
import { type ExportContent, type ExportFormat, exportContents, exportFormats } from "@/lib/exports/schema";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ExportFormProps {
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  readonly today: string;
  /** the session to begin with, when one came here from its page */
  readonly session: string | null;
  readonly sessions: readonly Choice[];
  /** what the range can be narrowed by: a filter's name and its values */
  readonly filters: readonly { readonly name: string; readonly label: string; readonly options: readonly Choice[] }[];
}

const range = "";

/** What to take out, of which sessions, and in which form. */
export function ExportForm(props: ExportFormProps) {
  const t = useTranslations("exports");
  const { run, pending, error, fields } = useAction(startExport);
  const [session, setSession] = useState(props.session ?? range);

  const submit = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const of = (name: string) => String(given.get(name) ?? "");
    const filters = Object.fromEntries(
      props.filters.flatMap(({ name }) => (session === range && of(name) ? [[name, of(name)]] : [])),
    );
    const started = await run({
      tenant: props.tenant,
      content: of("content") as ExportContent,
      format: of("format") as ExportFormat,
      query: {
        from: of("from") || props.from,
        to: of("to") || props.to,
        filters,
        ...(session === range ? {} : { sessionId: session }),
      },
    });
    if (!started) return;
    toast(t("form.started"));
    await queryClient.invalidateQueries({ queryKey: ["exports", props.tenant] });
  };

  return (
    <form
      method="post"
      className="flex flex-col gap-6"
      aria-label={t("form.title")}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <RadioGroup
        legend={t("form.content")}
        name="content"
        defaultValue="figures"
        options={exportContents.map((content) => ({
          value: content,
          label: t(`contents.${content}`),
          hint: t(`contentHints.${content}`),
        }))}
      />
      <div className="flex flex-col gap-4">
        <Select
          label={t("form.sessions")}
          value={session}
          options={[{ value: range, label: t("form.ofRange") }, ...props.sessions]}
          onChange={(event) => setSession(event.target.value)}
          error={fields.sessionId}
        />
        {session === range ? (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextInput
                label={t("form.from")}
                name="from"
                type="date"
                defaultValue={props.from}
                max={props.today}
                required
                error={fields["query.from"]}
              />
              <TextInput
                label={t("form.to")}
                name="to"
                type="date"
                defaultValue={props.to}
                required
                error={fields["query.to"]}
              />
            </div>
            <div className="grid gap-4 sm:grid-cols-2">
              {props.filters.map(({ name, label, options }) => (
                <Select
                  key={name}
                  label={label}
                  name={name}
                  defaultValue=""
                  options={[{ value: "", label: t("form.any") }, ...options]}
                />
              ))}
            </div>
          </>
        ) : null}
      </div>
      <RadioGroup
        legend={t("form.format")}
        name="format"
        defaultValue="csv"
        inline
        options={exportFormats.map((format) => ({ value: format, label: t(`formats.${format}`) }))}
      />
      {error && !fields.sessionId && !fields["query.to"] ? <FormError message={error} /> : null}
      <div>
        <Button type="submit" tone="primary" busy={pending}>
          {t("form.start")}
        </Button>
      </div>
    </form>
  );
}
