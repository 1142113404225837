"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import type { Preview } from "@/lib/attendance-import/service";

export interface DetailChoices {
  readonly masters: ReadonlyArray<{ value: string; label: string }>;
  readonly languages: ReadonlyArray<{ value: string; label: string }>;
}

/** What a file cannot tell: how the session is called, who led it, and when it really began. */
export function AttendanceDetails({
  preview,
  choices,
  fieldError,
  error,
  busy,
  onImport,
}: {
  preview: Preview;
  choices: DetailChoices;
  fieldError: (name: string) => string | null;
  error: string | null;
  busy: boolean;
  onImport: (details: Record<string, string>) => Promise<void>;
}) {
  const t = useTranslations("attendance-import.details");
  const [masterId, setMasterId] = useState(choices.masters[0]?.value ?? "");
  return (
    <Section title={t("title")} lead={t("lead")}>
      <form
        noValidate
        className="grid max-w-[46rem] grid-cols-2 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
          void onImport({ ...given, masterId });
        }}
      >
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
        <TextInput
          label={t("day")}
          name="day"
          type="date"
          defaultValue={preview.starts?.day}
          error={fieldError("day")}
        />
        <TextInput
          label={t("time")}
          name="time"
          type="time"
          step={1}
          defaultValue={preview.starts?.time}
          error={fieldError("time")}
        />
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
