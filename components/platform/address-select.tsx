"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useTransition } from "react";
import { Select, type SelectOption } from "@/components/ui/select";

/** A choice that stands in the address under `param`; the first option is the default and leaves the address. */
export function AddressSelect({
  param,
  label,
  options,
}: {
  param: string;
  label: string;
  options: readonly SelectOption[];
}) {
  const [pending, startTransition] = useTransition();
  const first = options[0]?.value ?? "";
  const [value, setValue] = useQueryState(
    param,
    parseAsString
      .withDefault(first)
      .withOptions({ shallow: false, startTransition, clearOnDefault: true, scroll: false }),
  );
  return (
    <Select
      className="w-full min-w-40 sm:w-auto"
      label={label}
      value={value}
      options={options}
      aria-busy={pending}
      onChange={(event) => void setValue(event.currentTarget.value)}
    />
  );
}
