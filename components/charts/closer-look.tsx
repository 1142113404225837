"use client";

import { Maximize2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";

export interface CloserPoint {
  label: string;
  value: number | null;
  previous?: number | null | undefined;
  inProgress?: boolean | undefined;
}

// The chart library weighs more than a whole page without it, so it comes only to those who ask for it.
const CloserLookChart = dynamic(
  () => import("@/components/charts/closer-look-chart").then((module) => module.CloserLookChart),
  { ssr: false, loading: () => <Skeleton className="h-96 w-full" /> },
);

/** The same counts, large, with lines that can be hidden to see the other. */
export function CloserLook({
  name,
  points,
  previousName,
}: {
  name: string;
  points: readonly CloserPoint[];
  /** null where there is nothing to compare with */
  previousName: string | null;
}) {
  const t = useTranslations("ui.chart");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="inline-flex items-center gap-1.5 rounded-sm text-label text-ink-quiet underline-offset-4 hover:text-ink hover:underline"
      >
        <Maximize2 size={13} aria-hidden="true" />
        {t("closer")}
      </button>
      <Dialog
        full
        open={open}
        onClose={() => setOpen(false)}
        title={name}
        lead={previousName ? t("closerLead") : undefined}
      >
        <CloserLookChart name={name} points={points} previousName={previousName} />
      </Dialog>
    </>
  );
}
