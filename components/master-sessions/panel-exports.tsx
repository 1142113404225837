import type { View } from "@/components/shell/view";
import { ExportMenu } from "@/components/ui/export-menu";
import type { Panel } from "@/lib/master-sessions/schema";
import { paths } from "@/lib/paths";

/** Downloads of one panel of a session, or of the whole session, from the snapshot that drew it. */
export function PanelExports({
  name,
  sessionId,
  panel,
  rows,
  view,
}: {
  name: string;
  sessionId: string;
  panel?: Panel;
  /** for `panel="rows"`: whose rows */
  rows?: { of: string; value?: string | undefined };
  view: Pick<View, "tenant">;
}) {
  const href = (format: "csv" | "json") =>
    paths.api.masterSessionExport(view.tenant.slug, sessionId, format, panel, {
      ...rows,
      // People open it in a spreadsheet, which takes UTF-8 for Latin-1 without the mark.
      ...(format === "csv" ? { bom: 1 } : {}),
    });
  return <ExportMenu name={name} csvHref={href("csv")} jsonHref={href("json")} />;
}
