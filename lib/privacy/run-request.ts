import "server-only";
import { writeAudit } from "@/lib/audit/write-audit";
import { isDatabaseAway } from "@/lib/db/away";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { reasonOf } from "@/lib/events/error-reason";
import { log } from "@/lib/log";
import { notify } from "@/lib/notifications/notify";
import { erasePerson } from "@/lib/privacy/erase";
import { gather } from "@/lib/privacy/find-person";
import { countHeld, readHeld } from "@/lib/privacy/queries/held";
import { claimRequest, holdRequest, putFile, settleRequest } from "@/lib/privacy/queries/requests";
import { sealSecret } from "@/lib/privacy/sealed-secret";
import { openSubject } from "@/lib/privacy/sealed-subject";
import { fileHours, type SealedSubject } from "@/lib/privacy/subject";

type InTenant = <T>(fn: (db: TenantSql) => Promise<T>) => Promise<T>;

/** After this silence a worker is taken for dead; one that lives holds the request's row, so nobody takes it from under it. */
const leaseMs = 60_000;

interface Claimed {
  readonly id: string;
  readonly kind: "export" | "erasure";
  readonly attempt: number;
  readonly askedBy: string;
  readonly subject: SealedSubject;
}

/**
 * Does what one request asks for, if it is its turn. All of it is one transaction with the request's own end: a worker that dies
 * in the middle has done nothing, the lease runs out, and the next one does it.
 */
export async function runRequest(
  inTenant: InTenant,
  tenant: Tenant,
  requestId: string,
  now: () => Date = () => new Date(),
): Promise<"done" | "failed" | "lost" | null> {
  const claimed = await inTenant((db) => claim(db, requestId, now()));
  if (!claimed) return null;
  try {
    return await inTenant(async (db) => {
      if (!(await holdRequest.first(db, { id: claimed.id, attempt: claimed.attempt }))) return "lost";
      const { counts, bytes } = await (claimed.kind === "export" ? copy : erase)(db, tenant, claimed, now());
      const expiresAt = claimed.kind === "export" ? new Date(now().getTime() + fileHours * 3_600_000) : null;
      const { id, attempt } = claimed;
      await settleRequest.all(db, { id, attempt, state: "done", counts, bytes, failure: null, now: now(), expiresAt });
      await tell(db, claimed, "done", now());
      return "done";
    });
  } catch (error) {
    // Without the database nothing can be noted; the lease runs out and the next attempt begins anew.
    if (isDatabaseAway(error)) throw error;
    const { reason, at } = reasonOf(error);
    log.error({ request: requestId, kind: claimed.kind, reason, at }, "a privacy request failed; nothing was changed");
    await inTenant((db) => fail(db, claimed, reason, now()));
    return "failed";
  }
}

async function claim(db: TenantSql, id: string, now: Date): Promise<Claimed | null> {
  const found = await claimRequest.first(db, { id, now, leaseUntil: new Date(now.getTime() + leaseMs) });
  if (!found) return null;
  return { ...found, subject: openSubject(db.tenantId, id, found.subject) };
}

async function erase(db: TenantSql, tenant: Tenant, { id, subject, askedBy }: Claimed, now: Date) {
  return { counts: await erasePerson(db, tenant, { requestId: id, seeds: subject.seeds, askedBy, now }), bytes: 0 };
}

async function copy(db: TenantSql, tenant: Tenant, { id, subject }: Claimed, now: Date) {
  const person = await gather(db, subject.seeds);
  const counts = await countHeld(db, person);
  const { emails, names, userIds, phones, devices } = person;
  const content = {
    about: { emails, names, userIds, phones, devices },
    organisation: tenant.name,
    madeAt: now.toISOString(),
    counts,
    kept: await readHeld(db, person),
  };
  const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  await putFile.all(db, { id, content: sealSecret("privacy-files", db.tenantId, id, bytes) });
  await writeAudit(
    db,
    { kind: "system", label: "Attune" },
    {
      action: "privacy.copy-made",
      target: { type: "privacy-request", id },
      detail: { ...counts, bytes: bytes.byteLength },
    },
    now,
  );
  return { counts: { ...counts }, bytes: bytes.byteLength };
}

async function fail(db: TenantSql, claimed: Claimed, failure: string, now: Date): Promise<void> {
  const { id, attempt } = claimed;
  const end = { id, attempt, state: "failed" as const, counts: {}, bytes: 0, failure, now, expiresAt: null };
  if (!(await settleRequest.first(db, end))) return;
  await writeAudit(
    db,
    { kind: "system", label: "Attune" },
    { action: `privacy.${claimed.kind}-failed`, target: { type: "privacy-request", id }, detail: { failure } },
    now,
  );
  await tell(db, claimed, "failed", now);
}

async function tell(db: TenantSql, { id, kind, askedBy }: Claimed, how: "done" | "failed", now: Date): Promise<void> {
  const notice = {
    kind: `privacy-${kind}-${how}` as const,
    audience: { userId: askedBy },
    href: "settings/privacy",
    params: {},
  };
  await notify(db, { ...notice, once: `${id}-${how}-${now.getTime()}` }, now);
}
