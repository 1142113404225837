"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { apart, eraseProspect, merge, unmerge } from "@/lib/quiz-sessions/actions";

/** Puts this prospect's sessions together with those of the one whose page it is. */
export function MergeButton({ tenant, from, into, who }: { tenant: string; from: string; into: string; who: string }) {
  const t = useTranslations("quiz.prospect");
  const router = useRouter();
  const { run, pending, error } = useAction(merge);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {t("merge")}
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("mergeTitle", { who })}
        confirmLabel={t("merge")}
        busy={pending}
        error={error}
        onConfirm={async () => {
          if (!(await run({ tenant, from, into }))) return;
          setOpen(false);
          toast(t("merged"));
          router.refresh();
        }}
      >
        {t("mergeText")}
      </ConfirmDialog>
    </>
  );
}

/** Takes a decision about who is whom back, or keeps a person apart. */
export function PartButton({ tenant, id, kind }: { tenant: string; id: string; kind: "unmerge" | "apart" }) {
  const t = useTranslations("quiz.prospect");
  const router = useRouter();
  const { run, pending } = useAction(kind === "unmerge" ? unmerge : apart);
  return (
    <Button
      small
      tone="quiet"
      busy={pending}
      onClick={async () => {
        if (!(await run({ tenant, prospectId: id }))) return;
        toast(t(kind === "unmerge" ? "unmerged" : "keptApart"));
        router.refresh();
      }}
    >
      {t(kind === "unmerge" ? "unmerge" : "keepApart")}
    </Button>
  );
}

/** Erases who this is; the sessions stay as figures without a person. */
export function EraseButton({
  tenant,
  prospectId,
  listHref,
}: {
  tenant: string;
  prospectId: string;
  listHref: string;
}) {
  const t = useTranslations("quiz.prospect");
  const router = useRouter();
  const { run, pending, error } = useAction(eraseProspect);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="danger" small onClick={() => setOpen(true)}>
        {t("erase")}
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("eraseTitle")}
        confirmLabel={t("erase")}
        danger
        busy={pending}
        error={error}
        onConfirm={async () => {
          const done = await run({ tenant, prospectId });
          if (!done) return;
          setOpen(false);
          toast(t("erased", { sessions: done.sessions, texts: done.texts, notes: done.notes }));
          router.push(listHref);
        }}
      >
        {t("eraseText")}
      </ConfirmDialog>
    </>
  );
}
