"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { FormError } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { apart, merge, unmerge } from "@/lib/quiz-sessions/actions";

/** Puts this prospect's sessions together with those of the one whose page it is. */
export function MergeButton({ tenant, from, into, who }: { tenant: string; from: string; into: string; who: string }) {
  const t = useTranslations("quiz.prospect");
  const action = useAction(merge);
  return (
    <DeedButton
      label={t("merge")}
      tone="plain"
      title={t("mergeTitle", { who })}
      confirmLabel={t("merge")}
      action={action}
      act={() => action.run({ tenant, from, into })}
      done={t("merged")}
    >
      {t("mergeText")}
    </DeedButton>
  );
}

/** Takes a decision about who is whom back, or keeps a person apart. */
export function PartButton({ tenant, id, kind }: { tenant: string; id: string; kind: "unmerge" | "apart" }) {
  const t = useTranslations("quiz.prospect");
  const router = useRouter();
  const { run, pending, error } = useAction(kind === "unmerge" ? unmerge : apart);
  return (
    <>
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
      <FormError message={error} />
    </>
  );
}
