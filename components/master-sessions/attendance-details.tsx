"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError, Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { Preview } from "@/lib/attendance-import/service";
import { createFormat } from "@/lib/format";

export interface DetailChoices {
  readonly masters: ReadonlyArray<{ value: string; label: string }>;
  readonly languages: ReadonlyArray<{ value: string; label: string }>;
}

/** What a file cannot tell: how the session is called, who led it, and when it really began. */
export function AttendanceDetails({
  preview,
  locale,
  choices,
  fieldError,
  error,
  busy,
  onImport,
}: {
  preview: Preview;
  locale: string;
  choices: DetailChoices;
  fieldError: (name: string) => string | null;
  error: string | null;
  busy: boolean;
  onImport: (details: Record<string, string>) => Promise<void>;
}) {
  const t = useTranslations("attendance-import.details");
  const [masterId, setMasterId] = useState(choices.masters[0]?.value ?? "");
  const [into, setInto] = useState("");
  const { starts, ends } = preview;
  const planned = preview.planned.find(({ sessionId }) => sessionId === into);
  // What is shown is a wall clock in the zone of the file already.
  const format = createFormat({ locale, timeZone: "UTC" });
  const clock = ({ day, time }: { day: string; time: string }) => `${format.day(day)}, ${time.slice(0, 5)}`;
  return (
    <Section title={t("title")} lead={t("lead")}>
      <form
        noValidate
        className="grid max-w-[46rem] grid-cols-2 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
          void onImport({ ...given, masterId, sessionId: into });
        }}
      >
        {preview.planned.length ? (
          <Select
            className="col-span-2"
            label={t("into")}
            hint={planned ? t("plannedHint") : undefined}
            value={into}
            onChange={(event) => setInto(event.target.value)}
            options={[
              { value: "", label: t("own") },
              ...preview.planned.map((one) => ({
                value: one.sessionId,
                label: t("option", { title: one.title, when: clock(one) }),
              })),
            ]}
          />
        ) : null}
        {planned && !planned.overlaps && starts && ends ? (
          <div className="col-span-2">
            <Notice tone="warn" live>
              {t("notOverlapping", {
                title: planned.title,
                planned: clock(planned),
                file: `${clock(starts)} – ${ends.time.slice(0, 5)}`,
              })}
            </Notice>
          </div>
        ) : null}
        {planned ? null : (
          <>
            <TextInput
              className="col-span-2"
              label={t("title_field")}
              name="title"
              maxLength={200}
              defaultValue={preview.title ?? ""}
              error={fieldError("title")}
            />
            <Select
              className="max-sm:col-span-2"
              label={t("master")}
              value={masterId}
              onChange={(event) => setMasterId(event.target.value)}
              error={fieldError("masterId")}
              options={[...choices.masters, { value: "", label: t("newMaster") }]}
            />
            {masterId === "" ? (
              <TextInput
                className="max-sm:col-span-2"
                label={t("masterName")}
                name="masterName"
                maxLength={120}
                error={fieldError("masterName")}
              />
            ) : (
              <span className="max-sm:hidden" />
            )}
          </>
        )}
        <TextInput
          key={`day of ${into}`}
          label={t("day")}
          name="day"
          type="date"
          defaultValue={planned?.overlaps ? planned.day : starts?.day}
          error={fieldError("day")}
        />
        <TextInput
          key={`time of ${into}`}
          label={t("time")}
          name="time"
          type="time"
          step={1}
          defaultValue={planned?.overlaps ? planned.time : starts?.time}
          error={fieldError("time")}
        />
        {planned ? null : (
          <>
            <Select
              label={t("language")}
              name="language"
              error={fieldError("language")}
              options={[{ value: "", label: t("noLanguage") }, ...choices.languages]}
            />
            <TextInput
              label={t("version")}
              optional={t("optional")}
              name="version"
              maxLength={60}
              error={fieldError("version")}
            />
          </>
        )}
        <div className="col-span-2 flex flex-col items-start gap-3">
          <FormError message={error} />
          <Button type="submit" tone="primary" busy={busy}>
            {t("import", { count: preview.peopleCount })}
          </Button>
        </div>
      </form>
    </Section>
  );
}
