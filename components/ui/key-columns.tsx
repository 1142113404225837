import "server-only";
import { Badge } from "@/components/ui/badge";
import type { Column } from "@/components/ui/data-table";
import type { Format } from "@/lib/format";

interface Key {
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly revokedAt: Date | null;
}

/** What is said of every kind of key: when it was last used, who made it when, and whether it still holds. */
export function keyColumns<Row extends Key>(
  t: (word: "lastUsed" | "neverUsed" | "created" | "state" | "revoked" | "active") => string,
  format: Format,
  now: Date,
): Column<Row>[] {
  return [
    {
      key: "used",
      header: t("lastUsed"),
      cell: (key) => (key.lastUsedAt ? format.relative(key.lastUsedAt, now) : t("neverUsed")),
    },
    {
      key: "created",
      header: t("created"),
      from: "lg",
      cell: (key) => (
        <span className="flex flex-col">
          <span>{format.date(key.createdAt)}</span>
          {key.createdBy ? <span className="text-label text-ink-quiet">{key.createdBy}</span> : null}
        </span>
      ),
    },
    {
      key: "state",
      header: t("state"),
      from: "sm",
      cell: (key) => (key.revokedAt ? <Badge>{t("revoked")}</Badge> : <Badge tone="good">{t("active")}</Badge>),
    },
  ];
}
