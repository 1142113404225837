"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { tagAllMatching, tagSessions, untagAllMatching, untagSessions } from "@/lib/quiz-sessions/actions";

interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly ids: readonly string[];
  toggle(id: string): void;
  toggleAll(): void;
}

const SelectionContext = createContext<Selection>({
  chosen: new Set(),
  ids: [],
  toggle: () => {},
  toggleAll: () => {},
});

/** The box over the others: chooses every row of the page, or none. */
export function PageCheckbox({ label }: { label: string }) {
  const { chosen, ids, toggleAll } = useContext(SelectionContext);
  const box = useRef<HTMLInputElement>(null);
  const count = ids.filter((id) => chosen.has(id)).length;
  const partly = count > 0 && count < ids.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = partly;
  }, [partly]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      checked={ids.length > 0 && count === ids.length}
      onChange={toggleAll}
      className="size-6 p-1 align-middle accent-(--accent)"
    />
  );
}

/** The box of one row, above the link that the row is. */
export function SessionCheckbox({ id, label }: { id: string; label: string }) {
  const { chosen, toggle } = useContext(SelectionContext);
  return (
    <span className="relative z-[1] inline-flex translate-y-1.5">
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

/** Holds which rows are chosen, and tags them together; or, once the whole page is chosen, all that the filters find. */
export function TagSelected({
  tenant,
  ids,
  matching,
  tags,
  children,
}: {
  tenant: string;
  ids: readonly string[];
  /** how many sessions the filters find on all pages; 0 when this page is all */
  matching: number;
  tags: readonly string[];
  children: ReactNode;
}) {
  const t = useTranslations("quiz.tagging");
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tag, setTag] = useState("");
  const search = useSearchParams();
  // Whoever turns to other filters has chosen nothing of them yet.
  const [everywhere, setEverywhere] = useState<string | null>(null);
  const add = useAction(tagSessions);
  const remove = useAction(untagSessions);
  const addAll = useAction(tagAllMatching);
  const removeAll = useAction(untagAllMatching);
  const selection = useMemo(
    () => ({
      chosen,
      ids,
      toggle: (id: string) => {
        setEverywhere(null);
        setChosen((before) => {
          const after = new Set(before);
          if (!after.delete(id)) after.add(id);
          return after;
        });
      },
      toggleAll: () => {
        setEverywhere(null);
        setChosen((before) => (ids.every((id) => before.has(id)) ? new Set() : new Set(ids)));
      },
    }),
    [chosen, ids],
  );
  // Rows of another page are not there any more; what is tagged is what can be seen.
  const visible = ids.filter((id) => chosen.has(id));
  const isPage = visible.length > 0 && visible.length === ids.length;
  const all = isPage && everywhere === search.toString();
  const clear = () => {
    setChosen(new Set());
    setEverywhere(null);
  };
  const apply = async (message: "added" | "removed") => {
    const done = all
      ? await (message === "added" ? addAll : removeAll).run({ tenant, search: search.toString(), tag })
      : await (message === "added" ? add : remove).run({ tenant, sessionIds: visible, tag });
    if (!done) return;
    toast(t(message, { count: done.changed, tag }));
    clear();
    setTag("");
    router.refresh();
  };
  const error = [add, remove, addAll, removeAll].map((one) => one.error).find(Boolean);
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
            void apply("added");
          }}
        >
          <span className="figures text-label">{t("chosen", { count: all ? matching : visible.length })}</span>
          {isPage && !all && matching > ids.length ? (
            <Button small tone="quiet" onClick={() => setEverywhere(search.toString())}>
              {t("all", { count: matching })}
            </Button>
          ) : null}
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
          <Button type="submit" tone="primary" small busy={add.pending || addAll.pending}>
            {t("add")}
          </Button>
          <Button
            small
            busy={remove.pending || removeAll.pending}
            disabled={tag.trim() === ""}
            onClick={() => void apply("removed")}
          >
            {t("remove")}
          </Button>
          <Button small tone="quiet" onClick={clear}>
            {t("none")}
          </Button>
          {error ? <FormError message={error} /> : null}
        </form>
      ) : null}
    </SelectionContext>
  );
}
