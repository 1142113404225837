import "server-only";
import { readCurrentLogo } from "@/lib/brand/queries/read-brand";
import type { TenantSql } from "@/lib/db/tenant";

export interface Logo {
  readonly id: string;
  readonly contentType: "image/png";
  readonly image: Buffer;
  /** pixels; meant to be shown at half of that, so that it stays sharp in print */
  readonly width: number;
  readonly height: number;
}

/** The tenant's logo as it is now, for reports and mails; null when it has none. Reports freeze what they were made with. */
export async function getLogo(db: TenantSql): Promise<Logo | null> {
  const logo = await readCurrentLogo.first(db, {});
  return logo && { ...logo, contentType: "image/png" };
}
