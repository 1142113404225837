"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { HeldList } from "@/components/privacy/held-list";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { askForErasure } from "@/lib/privacy/actions";
import type { FoundPerson } from "@/lib/privacy/service";

const goes = ["who", "words", "notes", "letters", "copies"] as const;
const stays = ["figures", "themes", "reports", "outside"] as const;

/** First what goes, what stays and why; then the one thing that the person was found by has to be typed. */
export function EraseDialog({
  tenant,
  person,
  onClose,
  onAsked,
}: {
  tenant: string;
  person: FoundPerson | null;
  onClose: () => void;
  onAsked: () => void;
}) {
  const t = useTranslations("privacy");
  const formId = useId();
  const [typed, setTyped] = useState("");
  const [certain, setCertain] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The button that led here is gone; what is asked for now is to type.
  useEffect(() => {
    if (certain) field.current?.focus();
  }, [certain]);
  const { run, pending, error, fieldError, clear } = useWordedAction("privacy", askForErasure);
  const close = () => {
    setTyped("");
    setCertain(false);
    clear();
    onClose();
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!person || pending) return;
    if (!(await run({ tenant, ref: person.ref, typed }))) return;
    setTyped("");
    setCertain(false);
    onAsked();
  }

  return (
    <Dialog
      open={person !== null}
      onClose={close}
      wide
      title={t("erase.title", { who: person?.name ?? person?.typed ?? "" })}
      lead={t(certain ? "erase.last" : "erase.lead")}
      footer={
        <>
          <Button onClick={close}>{t("erase.cancel")}</Button>
          {certain ? (
            <Button key="erase" type="submit" form={formId} tone="danger" busy={pending}>
              {t("erase.confirm")}
            </Button>
          ) : (
            <Button key="next" tone="primary" onClick={() => setCertain(true)}>
              {t("erase.next")}
            </Button>
          )}
        </>
      }
    >
      {person && !certain ? (
        <div className="flex flex-col gap-6">
          <div className="grid gap-6 sm:grid-cols-2">
            <Part title={t("erase.goes")} lines={goes.map((key) => t(`erase.goesLines.${key}`))} />
            <Part title={t("erase.stays")} lines={stays.map((key) => t(`erase.staysLines.${key}`))} />
          </div>
          <div className="flex flex-col gap-1">
            <h3 className="font-medium">{t("erase.held")}</h3>
            <HeldList held={person.held} />
          </div>
        </div>
      ) : null}
      {person && certain ? (
        <form id={formId} method="post" onSubmit={submit} className="flex flex-col gap-6" noValidate>
          <FormError message={error} />
          <TextInput
            ref={field}
            name="typed"
            label={t("erase.type", { typed: person.typed })}
            hint={t("erase.typeHint")}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            error={fieldError("typed")}
            autoComplete="off"
            spellCheck={false}
          />
        </form>
      ) : null}
    </Dialog>
  );
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-ink">{title}</h3>
      <ul className="flex list-disc flex-col gap-1.5 pl-5 text-ink-soft marker:text-ink-quiet">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
