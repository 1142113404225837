"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { NoteText } from "@/components/quiz-sessions/note-text";
import { Button } from "@/components/ui/button";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { controlClass } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { BareSelect } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { addNote, editNote, removeNote } from "@/lib/quiz-sessions/actions";

export interface ShownNote {
  readonly id: string;
  readonly text: string;
  readonly author: string;
  readonly when: string;
  readonly edited: string | null;
  readonly own: boolean;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** Colleagues who stand in a text as @Name; the longer name wins where one begins with another. */
function mentionedIn(text: string, colleagues: readonly Colleague[]): string[] {
  let rest = text;
  return [...colleagues]
    .sort((a, b) => b.name.length - a.name.length)
    .filter(({ name }) => {
      if (!rest.includes(`@${name}`)) return false;
      rest = rest.replaceAll(`@${name}`, "");
      return true;
    })
    .map(({ id }) => id);
}

/** What the team noted about a session: who and when, changed by nobody but the author. */
export function Notes({
  tenant,
  sessionId,
  notes,
  colleagues,
  mayWrite,
}: {
  tenant: string;
  sessionId: string;
  notes: readonly ShownNote[];
  colleagues: readonly Colleague[];
  mayWrite: boolean;
}) {
  const t = useTranslations("quiz.notes");
  return (
    <div className="flex flex-col gap-4">
      {notes.length === 0 ? <p className="text-label text-ink-quiet">{t("none")}</p> : null}
      <ul className="flex flex-col gap-4">
        {notes.map((note) => (
          <li key={note.id} className="flex flex-col gap-1 border-l-2 border-hairline pl-3">
            <Note tenant={tenant} note={note} colleagues={colleagues} />
          </li>
        ))}
      </ul>
      {mayWrite ? <NewNote tenant={tenant} sessionId={sessionId} colleagues={colleagues} /> : null}
    </div>
  );
}

function Note({ tenant, note, colleagues }: { tenant: string; note: ShownNote; colleagues: readonly Colleague[] }) {
  const t = useTranslations("quiz.notes");
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  const edit = useAction(editNote);
  const remove = useAction(removeNote);
  if (editing) {
    return (
      <form
        method="post"
        className="flex flex-col gap-2"
        onSubmit={async (event) => {
          event.preventDefault();
          const text = String(new FormData(event.currentTarget).get("text") ?? "");
          const mentions = mentionedIn(text, colleagues);
          if (!(await edit.run({ tenant, noteId: note.id, text, mentions }))) return;
          setEditing(false);
          router.refresh();
        }}
      >
        <textarea
          name="text"
          aria-label={t("text")}
          defaultValue={note.text}
          rows={4}
          maxLength={8000}
          required
          className={controlClass}
        />
        <FormError message={edit.error} />
        <span className="flex gap-2">
          <Button small type="submit" tone="primary" busy={edit.pending}>
            {t("save")}
          </Button>
          <Button small tone="quiet" onClick={() => setEditing(false)}>
            {t("cancel")}
          </Button>
        </span>
      </form>
    );
  }
  return (
    <>
      <p className="text-label text-ink-quiet">
        {t("by", { author: note.author, when: note.when })}
        {note.edited ? ` · ${t("edited", { when: note.edited })}` : ""}
      </p>
      <NoteText text={note.text} />
      {note.own ? (
        <span className="flex gap-1">
          <Button small tone="quiet" onClick={() => setEditing(true)}>
            {t("edit")}
          </Button>
          <DeedButton
            label={t("remove")}
            title={t("removeTitle")}
            confirmLabel={t("removeConfirm")}
            danger
            action={remove}
            act={() => remove.run({ tenant, noteId: note.id })}
            done={t("removed")}
          >
            {t("removeText")}
          </DeedButton>
        </span>
      ) : null}
    </>
  );
}

function NewNote({
  tenant,
  sessionId,
  colleagues,
}: {
  tenant: string;
  sessionId: string;
  colleagues: readonly Colleague[];
}) {
  const t = useTranslations("quiz.notes");
  const router = useRouter();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { run, pending, error } = useAction(addNote);
  return (
    <form
      method="post"
      className="flex flex-col gap-2"
      onSubmit={async (event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const text = String(new FormData(form).get("text") ?? "");
        if (!(await run({ tenant, sessionId, text, mentions: mentionedIn(text, colleagues) }))) return;
        form.reset();
        toast(t("added"));
        router.refresh();
      }}
    >
      <label htmlFor={id} className="text-label text-ink-quiet">
        {t("new")}
      </label>
      <textarea ref={field} id={id} name="text" rows={3} maxLength={8000} required className={controlClass} />
      <span className="text-label text-ink-quiet">{t("hint")}</span>
      <FormError message={error} />
      <span className="flex flex-wrap items-center gap-2">
        <Button small type="submit" tone="primary" busy={pending}>
          {t("add")}
        </Button>
        {colleagues.length > 0 ? (
          <BareSelect
            small
            aria-label={t("mention")}
            value=""
            onChange={(event) => {
              const chosen = colleagues.find((one) => one.id === event.target.value);
              if (!chosen || !field.current) return;
              field.current.value = `${field.current.value.replace(/\s*$/, "")} @${chosen.name} `.trimStart();
              field.current.focus();
            }}
            options={[
              { value: "", label: t("mention") },
              ...colleagues.map(({ id: value, name }) => ({ value, label: name })),
            ]}
          />
        ) : null}
      </span>
    </form>
  );
}
