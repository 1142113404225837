"use client";

import { useTranslations } from "next-intl";
import type { ListedExport } from "@/components/exports/export-list";
import { Button } from "@/components/ui/button";
import { queryClient } from "@/components/ui/query-client";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { fetchExport, repeatExport, stopExport } from "@/lib/exports/actions";

/** What can be done with an export where it is. A failure is said in passing: the list shows the rest. */
export function ExportButtons({ tenant, row }: { tenant: string; row: ListedExport }) {
  const t = useTranslations("exports.list");
  const download = useAction(fetchExport);
  const stop = useAction(stopExport);
  const repeat = useAction(repeatExport);
  const input = { tenant, exportId: row.id };
  const again = () => queryClient.invalidateQueries({ queryKey: ["exports", tenant] });

  const fetchFile = async () => {
    const link = await download.run(input);
    if (!link) return void toast(t("notReady"), "bad");
    // The answer is a file to save, so the page stays where it is.
    window.location.assign(link.url);
  };
  const change = async (work: () => Promise<unknown>) => {
    if ((await work()) === undefined) toast(t("movedOn"), "bad");
    await again();
  };

  if (row.state === "done") {
    return (
      <Button small tone="primary" busy={download.pending} onClick={() => void fetchFile()}>
        {t("download")}
      </Button>
    );
  }
  if (row.state === "queued" || row.state === "running") {
    return (
      <Button small busy={stop.pending} onClick={() => void change(() => stop.run(input))}>
        {t("cancel")}
      </Button>
    );
  }
  return (
    <Button small busy={repeat.pending} onClick={() => void change(() => repeat.run(input))}>
      {t("retry")}
    </Button>
  );
}
