"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { EraseDialog } from "@/components/privacy/erase-dialog";
import { HeldList } from "@/components/privacy/held-list";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { createFormat } from "@/lib/format";
import { askForCopy, findPerson } from "@/lib/privacy/actions";
import type { FoundPerson } from "@/lib/privacy/service";

/**
 * Finds a person by exactly one thing that is known of her. What was typed stands in no address and in no history of the browser; who was
 * found leaves the page with it.
 */
export function PersonFinder({ tenant, locale, timeZone }: { tenant: string; locale: string; timeZone: string }) {
  const t = useTranslations("privacy");
  const [people, setPeople] = useState<readonly FoundPerson[] | null>(null);
  const { run, pending, error, fieldError } = useWordedAction("privacy", findPerson);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const identifier = String(new FormData(event.currentTarget).get("identifier") ?? "");
    const found = await run({ tenant, identifier });
    setPeople(found ? found.data.people : null);
  }

  return (
    <div className="flex flex-col gap-6">
      <form method="post" onSubmit={submit} className="flex max-w-[40rem] flex-col gap-4" noValidate>
        <FormError message={error} />
        <TextInput
          name="identifier"
          label={t("find.label")}
          hint={t("find.hint")}
          error={fieldError("identifier")}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          maxLength={320}
        />
        <Button type="submit" tone="primary" busy={pending} className="self-start">
          {t("find.button")}
        </Button>
      </form>
      <div aria-live="polite" className="flex flex-col gap-6">
        {people?.length === 0 ? (
          <div className="flex max-w-[40rem] flex-col gap-1">
            <p className="font-serif text-lead text-ink">{t("find.nobody")}</p>
            <p className="text-ink-soft">{t("find.nobodyText")}</p>
          </div>
        ) : null}
        {people && people.length > 1 ? (
          <p className="text-ink-soft">{t("find.several", { count: people.length })}</p>
        ) : null}
        {people?.map((person) => (
          <Person
            key={person.ref}
            tenant={tenant}
            locale={locale}
            timeZone={timeZone}
            person={person}
            onDone={() => setPeople(null)}
          />
        ))}
      </div>
    </div>
  );
}

function Person({
  tenant,
  locale,
  timeZone,
  person,
  onDone,
}: {
  tenant: string;
  locale: string;
  timeZone: string;
  person: FoundPerson;
  onDone: () => void;
}) {
  const t = useTranslations("privacy");
  const router = useRouter();
  const format = createFormat({ locale, timeZone });
  const [erasing, setErasing] = useState(false);
  const copy = useWordedAction("privacy", askForCopy);
  const { firstOn, lastOn } = person;

  async function askCopy() {
    if (!(await copy.run({ tenant, ref: person.ref }))) return;
    toast(t("copy.asked"));
    router.refresh();
  }

  return (
    <section className="flex max-w-[40rem] flex-col gap-4 border-t border-hairline pt-4">
      <div className="flex flex-col gap-0.5">
        <h3 className="font-serif text-lead">{person.name ?? t("found.nameless")}</h3>
        <p className="text-label text-ink-quiet">
          {[
            person.email,
            firstOn && lastOn
              ? firstOn === lastOn
                ? t("found.seenOnce", { day: format.day(firstOn) })
                : t("found.seen", { from: format.day(firstOn), to: format.day(lastOn) })
              : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <HeldList held={person.held} />
      <FormError message={copy.error} />
      <div className="flex flex-wrap gap-3">
        <Button busy={copy.pending} onClick={() => void askCopy()}>
          {t("copy.button")}
        </Button>
        <Button tone="danger" onClick={() => setErasing(true)}>
          {t("erase.button")}
        </Button>
      </div>
      <EraseDialog
        tenant={tenant}
        person={erasing ? person : null}
        onClose={() => setErasing(false)}
        onAsked={() => {
          toast(t("erase.asked"));
          onDone();
          router.refresh();
        }}
      />
    </section>
  );
}
