"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { AttendanceDetails, type DetailChoices } from "@/components/master-sessions/attendance-details";
import { AttendancePreview } from "@/components/master-sessions/attendance-preview";
import { untilShown } from "@/components/master-sessions/until-shown";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { Section, Stack } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { importAttendance, previewAttendance } from "@/lib/attendance-import/actions";
import { importLimits } from "@/lib/attendance-import/limits";
import { type DateFormat, dateFormats } from "@/lib/attendance-import/schema";
import type { Preview } from "@/lib/attendance-import/service";

interface Looked {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly zone: string;
  readonly format: DateFormat | undefined;
  readonly preview: Preview;
}

/** An attendance file in three steps: choose it, see what was understood, say which session it was. */
export function AttendanceImport({
  tenant,
  locale,
  sessionHref,
  zone,
  zones,
  choices,
}: {
  tenant: string;
  locale: string;
  /** address of a session without its id, which is added */
  sessionHref: string;
  zone: string;
  zones: readonly string[];
  choices: DetailChoices;
}) {
  const t = useTranslations("attendance-import");
  const router = useRouter();
  const looking = useAction(previewAttendance);
  const importing = useAction(importAttendance);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const say = (reason: string | null | undefined) => {
    if (!reason) return null;
    return t.has(`errors.${reason}`) ? t(`errors.${reason}`) : reason;
  };

  const look = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const chosen = given.get("file");
    if (!(chosen instanceof File) || chosen.name === "") return setRefused("required");
    if (chosen.size > importLimits.bytes) return setRefused("too-large");
    setRefused(null);
    importing.clear();
    const asked = {
      file: new Uint8Array(await chosen.arrayBuffer()),
      zone: String(given.get("zone")),
      format: (given.get("format") || undefined) as DateFormat | undefined,
    };
    await read(asked);
  };

  const read = async (asked: Omit<Looked, "preview">) => {
    const preview = await looking.run({ tenant, ...asked });
    setLooked(preview ? { ...asked, preview } : null);
  };

  const take = async (details: Record<string, string>) => {
    if (!looked) return;
    const { file, zone: inZone, format } = looked;
    const done = await importing.run({
      tenant,
      file,
      zone: inZone,
      format,
      sessionId: details.sessionId ?? "",
      title: details.title ?? "",
      masterId: details.masterId ?? "",
      masterName: details.masterId ? "" : (details.masterName ?? ""),
      language: details.language ?? "",
      version: details.version ?? "",
      day: details.day ?? "",
      time: details.time ?? "",
    });
    if (!done) return;
    setWaiting(true);
    const shown = await untilShown(tenant, done.sessionId, ({ status }) => status === "ended");
    setWaiting(false);
    toast(done.fresh === 0 ? t("done.nothing") : shown ? t("done.imported") : t("done.slow"));
    router.push(`${sessionHref}${encodeURIComponent(done.sessionId)}`);
  };

  return (
    <Stack>
      <Section title={t("choose.title")} lead={t("choose.lead")}>
        <form className="grid max-w-[46rem] gap-4 sm:grid-cols-2" onSubmit={look} noValidate>
          <Field label={t("choose.file")} error={say(refused ?? looking.fields.file)} className="sm:col-span-2">
            {(wiring) => (
              <input
                {...wiring}
                type="file"
                name="file"
                accept=".csv,.json,.txt,text/csv,application/json"
                className={`${controlClass} py-2 file:mr-3 file:rounded-sm file:border-0 file:bg-sunk file:px-2.5 file:py-1 file:text-label`}
              />
            )}
          </Field>
          <Select
            label={t("choose.zone")}
            hint={t("choose.zoneHint")}
            name="zone"
            defaultValue={zone}
            error={say(looking.fields.zone)}
            options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
          />
          <Select
            className="self-end"
            label={t("choose.format")}
            name="format"
            defaultValue=""
            options={[
              { value: "", label: t("choose.automatic") },
              ...dateFormats.map((value) => ({ value, label: t(`formats.${value}`) })),
            ]}
          />
          <div className="flex flex-col items-start gap-3 sm:col-span-2">
            <p className="text-label text-ink-quiet">{t("choose.privacy")}</p>
            <FormError message={Object.keys(looking.fields).length ? null : say(looking.error)} />
            <Button type="submit" tone={looked ? "plain" : "primary"} busy={looking.pending}>
              {t("choose.read")}
            </Button>
          </div>
        </form>
      </Section>
      {looked ? (
        <AttendancePreview
          preview={looked.preview}
          locale={locale}
          sessionHref={sessionHref}
          zone={looked.zone}
          ownZone={zone}
          zones={zones}
          busy={looking.pending}
          onZone={(next) => {
            importing.clear();
            void read({ file: looked.file, zone: next, format: looked.format });
          }}
        />
      ) : null}
      {looked && looked.preview.errors === 0 ? (
        <AttendanceDetails
          key={`${looked.zone} ${looked.preview.starts?.day} ${looked.preview.starts?.time} ${looked.preview.title}`}
          preview={looked.preview}
          locale={locale}
          choices={choices}
          fieldError={(name) => say(importing.fields[name])}
          error={
            Object.keys(importing.fields).some((name) => name !== "file")
              ? null
              : say(importing.fields.file ?? importing.error)
          }
          busy={importing.pending || waiting}
          onImport={take}
        />
      ) : null}
    </Stack>
  );
}
