"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { tagSessions, untagSessions } from "@/lib/quiz-sessions/actions";

interface Selection {
  readonly chosen: ReadonlySet<string>;
  toggle(id: string): void;
}

const SelectionContext = createContext<Selection>({ chosen: new Set(), toggle: () => {} });

/** The box of one row, above the link that the row is. */
export function SessionCheckbox({ id, label }: { id: string; label: string }) {
  const { chosen, toggle } = useContext(SelectionContext);
  return (
    <span className="relative z-[1] inline-flex">
      <input
        type="checkbox"
        aria-label={label}
        checked={chosen.has(id)}
        onChange={() => toggle(id)}
        className="size-6 p-1 accent-(--accent)"
      />
    </span>
  );
}

/** Holds which rows are chosen, and tags them together. */
export function TagSelected({
  tenant,
  ids,
  tags,
  children,
}: {
  tenant: string;
  ids: readonly string[];
  tags: readonly string[];
  children: ReactNode;
}) {
  const t = useTranslations("quiz.tagging");
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tag, setTag] = useState("");
  const add = useAction(tagSessions);
  const remove = useAction(untagSessions);
  const selection = useMemo(
    () => ({
      chosen,
      toggle: (id: string) =>
        setChosen((before) => {
          const after = new Set(before);
          if (!after.delete(id)) after.add(id);
          return after;
        }),
    }),
    [chosen],
  );
  // Rows of another page are not there any more; what is tagged is what can be seen.
  const visible = ids.filter((id) => chosen.has(id));
  const apply = async (run: typeof add.run, message: string) => {
    const done = await run({ tenant, sessionIds: visible, tag });
    if (!done) return;
    toast(t(message, { count: done.changed, tag }));
    setChosen(new Set());
    setTag("");
    router.refresh();
  };
  return (
    <SelectionContext value={selection}>
      {children}
      {visible.length > 0 ? (
        <form
          method="post"
          aria-label={t("label")}
          className="sticky bottom-3 z-20 flex flex-wrap items-center gap-3 rounded-md border border-edge bg-raised px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault();
            void apply(add.run, "added");
          }}
        >
          <span className="figures text-label">{t("chosen", { count: visible.length })}</span>
          <input
            aria-label={t("tag")}
            placeholder={t("tag")}
            value={tag}
            maxLength={40}
            required
            list="quiz-tags"
            onChange={(event) => setTag(event.target.value)}
            className={`${controlClass} min-h-9 max-w-56`}
          />
          <datalist id="quiz-tags">
            {tags.map((known) => (
              <option key={known} value={known} />
            ))}
          </datalist>
          <Button type="submit" tone="primary" small busy={add.pending}>
            {t("add")}
          </Button>
          <Button
            small
            busy={remove.pending}
            disabled={tag.trim() === ""}
            onClick={() => void apply(remove.run, "removed")}
          >
            {t("remove")}
          </Button>
          <Button small tone="quiet" onClick={() => setChosen(new Set())}>
            {t("none")}
          </Button>
          {add.error || remove.error ? <FormError message={add.error ?? remove.error ?? ""} /> : null}
        </form>
      ) : null}
    </SelectionContext>
  );
}
