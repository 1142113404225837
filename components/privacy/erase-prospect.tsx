"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EraseDialog } from "@/components/privacy/erase-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { findProspectPerson } from "@/lib/privacy/actions";
import type { FoundPerson } from "@/lib/privacy/service";

/** Erases the person whose quiz sessions a page shows: the same preview, confirmation and request as in the settings. */
export function EraseProspect({
  tenant,
  prospectId,
  listHref,
}: {
  tenant: string;
  prospectId: string;
  listHref: string;
}) {
  const t = useTranslations("privacy");
  const router = useRouter();
  const [person, setPerson] = useState<FoundPerson | null>(null);
  const { run, pending, error } = useWordedAction("privacy", findProspectPerson);

  async function look() {
    const found = await run({ tenant, prospectId });
    if (found) setPerson(found.data);
  }

  return (
    <>
      <Button tone="danger" small busy={pending} onClick={() => void look()}>
        {t("erase.button")}
      </Button>
      {error ? <p className="text-label text-bad">{error}</p> : null}
      <EraseDialog
        tenant={tenant}
        person={person}
        onClose={() => setPerson(null)}
        onAsked={() => {
          setPerson(null);
          toast(t("erase.asked"));
          router.push(listHref);
        }}
      />
    </>
  );
}
