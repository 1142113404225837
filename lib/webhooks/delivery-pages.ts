import "server-only";
import type { TenantSql } from "@/lib/db/tenant";
import { type Delivery, listDeliveries } from "@/lib/webhooks/queries/list-deliveries";
import type { DeliverySearch } from "@/lib/webhooks/schema";

const pageSize = 50;
const cursorShape = /^(\d{1,16})~([0-9a-f-]{36})$/;

/** One page of deliveries, and where the next begins. A cursor that is none begins at the top. */
export async function deliveryPages(
  db: TenantSql,
  { cursor, delivery: _, ...asked }: DeliverySearch,
): Promise<{ deliveries: Delivery[]; next: string | null }> {
  const parts = cursorShape.exec(cursor ?? "");
  const before = parts?.[1] && parts[2] ? { at: new Date(Number(parts[1])), id: parts[2] } : null;
  const found = await listDeliveries.all(db, { ...asked, before, limit: pageSize + 1 });
  const deliveries = found.slice(0, pageSize);
  const last = deliveries.at(-1);
  return { deliveries, next: found.length > pageSize && last ? `${last.createdAt.getTime()}~${last.id}` : null };
}
