"use client";

import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { type Held, heldKinds } from "@/lib/privacy/held-kinds";

/** How much of each kind is kept of a person, without what there is none of. */
export function HeldList({ held }: { held: Held }) {
  const t = useTranslations("privacy");
  const some = heldKinds.filter((kind) => held[kind] > 0);
  if (some.length === 0) return <p className="text-ink-soft">{t("found.nothingHeld")}</p>;
  return (
    <DefinitionList
      items={some.map((kind) => ({
        key: kind,
        term: t(`held.${kind}`),
        value: <span className="tabular-nums">{t("found.number", { count: held[kind] })}</span>,
      }))}
    />
  );
}
