"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { FormError } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Textarea } from "@/components/ui/text-input";
import { useAction } from "@/components/ui/use-action";
import { addNote, deleteNote, editNote } from "@/lib/master-sessions/actions";

export interface ShownNote {
  readonly id: string;
  readonly body: string;
  readonly author: string;
  /** already formatted */
  readonly writtenAt: string;
  readonly editedAt: string | null;
  readonly own: boolean;
}

/** What the team noted beside a session. Everybody who may annotate adds; only the author changes or deletes. */
export function SessionNotes({
  tenant,
  sessionId,
  notes,
}: {
  tenant: string;
  sessionId: string;
  notes: readonly ShownNote[];
}) {
  const t = useTranslations("anomalies.notes");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(addNote);
  const [body, setBody] = useState("");
  return (
    <Section id="notes" title={t("title")} lead={t("lead")}>
      <form
        className="flex max-w-[46rem] flex-col items-start gap-3"
        onSubmit={async (event) => {
          event.preventDefault();
          if (await run({ tenant, sessionId, body })) {
            setBody("");
            router.refresh();
          }
        }}
      >
        <Textarea
          label={t("label")}
          hint={t("hint")}
          error={fields.body ?? null}
          className="w-full"
          rows={2}
          value={body}
          maxLength={4000}
          onChange={(event) => setBody(event.target.value)}
        />
        {fields.body ? null : <FormError message={error} />}
        <Button type="submit" busy={pending} disabled={body.trim() === ""}>
          {t("add")}
        </Button>
      </form>
      {notes.length ? (
        <ul className="flex max-w-[46rem] flex-col">
          {notes.map((note) => (
            <Note key={note.id} tenant={tenant} note={note} />
          ))}
        </ul>
      ) : (
        <p className="text-ink-quiet">{t("none")}</p>
      )}
    </Section>
  );
}

function Note({ tenant, note }: { tenant: string; note: ShownNote }) {
  const t = useTranslations("anomalies.notes");
  const router = useRouter();
  const editing = useAction(editNote);
  const deleting = useAction(deleteNote);
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <li className="flex flex-col gap-2 border-t border-hairline py-3">
      {draft === null ? (
        <p className="whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
          {note.body}
        </p>
      ) : (
        <Textarea
          label={t("field")}
          error={editing.fields.body ?? editing.error}
          value={draft}
          maxLength={4000}
          onChange={(event) => setDraft(event.target.value)}
        />
      )}
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-label text-ink-quiet">
        <span>{[note.author, note.writtenAt].join(" · ")}</span>
        {note.editedAt ? <span>{t("edited", { when: note.editedAt })}</span> : null}
        {note.own ? (
          <span className="flex gap-1">
            {draft === null ? (
              <>
                <Button small tone="quiet" onClick={() => setDraft(note.body)}>
                  {t("edit")}
                </Button>
                <DeedButton
                  label={t("delete")}
                  title={t("deleteTitle")}
                  confirmLabel={t("deleteYes")}
                  danger
                  action={deleting}
                  act={() => deleting.run({ tenant, noteId: note.id })}
                >
                  <p>{t("deleteText")}</p>
                </DeedButton>
              </>
            ) : (
              <>
                <Button
                  small
                  busy={editing.pending}
                  onClick={async () => {
                    if (!(await editing.run({ tenant, noteId: note.id, body: draft }))) return;
                    setDraft(null);
                    router.refresh();
                  }}
                >
                  {t("save")}
                </Button>
                <Button small tone="quiet" onClick={() => setDraft(null)}>
                  {t("cancel")}
                </Button>
              </>
            )}
          </span>
        ) : null}
      </div>
    </li>
  );
}
