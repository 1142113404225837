"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { untilShown } from "@/components/master-sessions/until-shown";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { rescheduleSession, scheduleSession } from "@/lib/master-sessions/calendar-actions";

export interface PlannedFields {
  readonly title: string;
  readonly masterId: string;
  readonly day: string;
  readonly time: string;
  readonly durationMinutes: number;
  readonly language: string;
  readonly version: string;
}

export interface PlannerChoices {
  readonly tenant: string;
  readonly zone: string;
  readonly masters: ReadonlyArray<{ value: string; label: string }>;
  readonly languages: ReadonlyArray<{ value: string; label: string }>;
}

/** The form of a session: a new one, another day for a planned one, or a cancelled one that comes back. */
export function SessionPlanner({
  mode,
  sessionId,
  fields,
  choices,
  open,
  onClose,
}: {
  mode: "new" | "change" | "restore";
  /** of a session that is there already */
  sessionId?: string;
  fields: PlannedFields;
  choices: PlannerChoices;
  open: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("calendar");
  const router = useRouter();
  const planning = useAction(scheduleSession);
  const changing = useAction(rescheduleSession);
  const { pending, error, fields: wrong } = mode === "new" ? planning : changing;
  const [busy, setBusy] = useState(false);
  const [masterId, setMasterId] = useState(fields.masterId);
  const say = (reason: string | undefined) => (reason && t.has(`errors.${reason}`) ? t(`errors.${reason}`) : reason);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const planned = {
      title: given.title ?? "",
      masterId,
      masterName: masterId ? "" : (given.masterName ?? ""),
      day: given.day ?? "",
      time: given.time ?? "",
      durationMinutes: Number(given.durationMinutes),
      language: given.language ?? "",
      version: given.version ?? "",
    };
    const { tenant } = choices;
    const done =
      mode === "new"
        ? await planning.run({ tenant, ...planned })
        : await changing.run({ tenant, sessionId: sessionId ?? "", ...planned });
    if (!done) return;
    setBusy(true);
    const shown = await untilShown(
      tenant,
      done.sessionId,
      (session) =>
        session.status === "scheduled" &&
        session.title === planned.title.trim() &&
        session.durationMinutes === planned.durationMinutes &&
        new Date(session.scheduledAt ?? 0).getTime() === new Date(done.startsAt).getTime(),
    );
    setBusy(false);
    toast(shown ? t(mode === "change" ? "done.changed" : "done.planned") : t("done.slow"));
    onClose();
    router.refresh();
  };

  const titles = { new: "newTitle", change: "changeTitle", restore: "restoreTitle" } as const;
  const yes = { new: "plan", change: "save", restore: "restore" } as const;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t(`form.${titles[mode]}`)}
      lead={t("form.lead", { zone: choices.zone })}
    >
      <form className="grid grid-cols-2 gap-4" onSubmit={submit} noValidate>
        <TextInput
          className="col-span-2"
          label={t("form.title")}
          name="title"
          defaultValue={fields.title}
          maxLength={200}
          error={say(wrong.title)}
        />
        <Select
          className="col-span-2"
          label={t("form.master")}
          value={masterId}
          onChange={(event) => setMasterId(event.target.value)}
          error={say(wrong.masterId)}
          options={[...choices.masters, { value: "", label: t("form.newMaster") }]}
        />
        {masterId === "" ? (
          <TextInput
            className="col-span-2"
            label={t("form.masterName")}
            name="masterName"
            maxLength={120}
            error={say(wrong.masterName)}
          />
        ) : null}
        <TextInput
          className="max-sm:col-span-2"
          label={t("form.day")}
          name="day"
          type="date"
          defaultValue={fields.day}
          error={say(wrong.day)}
        />
        <TextInput label={t("form.time")} name="time" type="time" defaultValue={fields.time} error={say(wrong.time)} />
        <TextInput
          label={t("form.duration")}
          name="durationMinutes"
          type="number"
          inputMode="numeric"
          min={1}
          max={1440}
          defaultValue={fields.durationMinutes}
          error={say(wrong.durationMinutes)}
        />
        <Select
          label={t("form.language")}
          name="language"
          defaultValue={fields.language}
          error={say(wrong.language)}
          options={[{ value: "", label: t("form.noLanguage") }, ...choices.languages]}
        />
        <TextInput
          label={t("form.version")}
          optional={t("form.optional")}
          name="version"
          defaultValue={fields.version}
          maxLength={60}
          error={say(wrong.version)}
        />
        <div className="col-span-2 flex flex-col items-start gap-3">
          <FormError message={Object.keys(wrong).length ? null : say(error ?? undefined)} />
          <Button tone="primary" type="submit" busy={pending || busy}>
            {t(`form.${yes[mode]}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
