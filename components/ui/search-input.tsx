"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { useEffect, useRef, useState, useTransition } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlClass } from "@/components/ui/field";

/**
 * Free-text search whose value lives in the address under `param`. Typing waits a moment before it asks the server;
 * the page cursor is dropped, because it belonged to other rows. `/` focuses the first one on a page.
 */
export function SearchInput({
  param = "q",
  label,
  placeholder,
}: {
  param?: string;
  label?: string;
  placeholder?: string;
}) {
  const t = useTranslations("ui.search");
  const [pending, startTransition] = useTransition();
  const [query, setQuery] = useQueryStates(
    { [param]: parseAsString.withDefault(""), cursor: parseAsString },
    { shallow: false, startTransition, history: "replace", scroll: false },
  );
  const inAddress = query[param] ?? "";
  const [typed, setTyped] = useState(inAddress);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The address keeps no space at the end; whoever is about to type the next word does.
  useEffect(() => setTyped((before) => (before.trim() === inAddress ? before : inAddress)), [inAddress]);
  useEffect(() => () => clearTimeout(typing.current), []);

  const apply = (value: string) => {
    clearTimeout(typing.current);
    void setQuery({ [param]: value.trim() || null, cursor: null });
  };

  return (
    <search className="relative w-full max-w-72">
      <Search
        size={15}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-quiet"
      />
      <input
        type="search"
        aria-label={label ?? t("label")}
        placeholder={placeholder ?? t("label")}
        value={typed}
        data-search-field
        aria-busy={pending || undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          clearTimeout(typing.current);
          typing.current = setTimeout(apply, 300, event.target.value);
        }}
        onKeyDown={(event) => event.key === "Enter" && apply(typed)}
        className={classNames(controlClass, "min-h-9 pl-9")}
      />
    </search>
  );
}
