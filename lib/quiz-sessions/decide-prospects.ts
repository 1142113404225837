import "server-only";
import type { Tenant } from "@/lib/db/directory";
import type { TenantDb, TenantSql } from "@/lib/db/tenant";
import { conflict, notFound } from "@/lib/errors";
import { projectQuizSessions } from "@/lib/quiz-sessions/project-sessions";
import { getProspect, rootsOfProspects } from "@/lib/quiz-sessions/queries/prospects";
import { type Lead, rankOf } from "@/lib/quiz-sessions/schema";

/** Makes the sessions of prospects anew, because somebody decided something about them. */
async function recompute(
  db: TenantDb,
  tenant: Tenant,
  roots: readonly { sessionId: string }[],
  now: Date,
): Promise<void> {
  const touched = new Map(roots.map(({ sessionId }) => [sessionId, new Set<string>()]));
  await projectQuizSessions(db, touched, tenant.timeZone, now);
}

const rootsOf = (db: TenantDb, ...prospects: string[]) => rootsOfProspects.all(db, { prospects });

async function assertKnown(db: TenantDb, prospectId: string): Promise<void> {
  const found = await getProspect.first(db, { prospectId });
  if (!found || found.sessions === 0) throw notFound("prospect");
}

/** Sets a prospect's lead by hand, or with null lets the rule decide again. */
export async function setProspectLead(
  db: TenantDb,
  tenant: Tenant,
  { prospectId, lead, reason }: { prospectId: string; lead: Lead | null; reason: string },
  by: string,
  now: Date,
): Promise<void> {
  await assertKnown(db, prospectId);
  const key = { tenantId_prospectId: { tenantId: tenant.id, prospectId } };
  if (lead === null) await db.prisma.quizLeadOverride.deleteMany({ where: { tenantId: tenant.id, prospectId } });
  else {
    const values = { lead: rankOf(lead), reason, setBy: by, setAt: now };
    await db.prisma.quizLeadOverride.upsert({
      where: key,
      create: { tenantId: tenant.id, prospectId, ...values },
      update: values,
      select: { lead: true },
    });
  }
  await recompute(db, tenant, await rootsOf(db, prospectId), now);
}

/** Puts a prospect's sessions together with another's. What leads into the first follows it. */
export async function mergeProspects(
  db: TenantDb,
  tenant: Tenant,
  { from, into }: { from: string; into: string },
  by: string,
  now: Date,
): Promise<void> {
  if (from === into) throw conflict("That is the same person already.");
  await assertKnown(db, from);
  await assertKnown(db, into);
  const roots = await rootsOf(db, from, into);
  // The other way round would be a ring; whoever merges now means this direction. A person who is kept apart stays apart from her address.
  await db.prisma.quizProspectJoin.deleteMany({
    where: { tenantId: tenant.id, prospectId: into, NOT: { intoId: into } },
  });
  await join(db, tenant, from, into, by, now);
  await recompute(db, tenant, roots, now);
}

/** Keeps a person apart from others with the same address. */
export async function keepApart(db: TenantDb, tenant: Tenant, person: string, by: string, now: Date): Promise<void> {
  const roots = await db.execute<{ sessionId: string }>(
    `/* quiz-sessions.roots-of-person */ select distinct coalesce(conflict_of, session_id) as "sessionId" from assess_sessions
     where tenant_id = $1::uuid and person = $2::uuid`,
    [tenant.id, person],
  );
  if (roots.length === 0) throw notFound("person");
  await join(db, tenant, person, person, by, now);
  await recompute(db, tenant, roots, now);
}

/** Where the sessions of a prospect stand now, after all that was merged by hand; the prospect herself when nothing was. */
export async function endOfJoins(db: TenantSql, prospectId: string): Promise<string> {
  const rows = await db.execute<{ id: string }>(
    `/* quiz-sessions.end-of-joins */ with recursive way (id, steps) as (
       select $2::uuid, 0
       union all
       select j.into_id, way.steps + 1 from way join quiz_prospect_joins j on j.tenant_id = $1::uuid and j.prospect_id = way.id
       where j.into_id <> way.id and way.steps < 50
     ) select id::text as id from way order by steps desc limit 1`,
    [db.tenantId, prospectId],
  );
  return rows[0]?.id ?? prospectId;
}

/** Takes a decision back: what was merged stands alone again, what was kept apart follows its address. */
export async function undoJoin(db: TenantDb, tenant: Tenant, prospectId: string, now: Date): Promise<void> {
  const key = { tenantId_prospectId: { tenantId: tenant.id, prospectId } };
  const found = await db.prisma.quizProspectJoin.findUnique({ where: key, select: { intoId: true } });
  if (!found) throw notFound("decision");
  // Whom it was merged into may have been merged further since.
  const roots = await rootsOf(db, prospectId, await endOfJoins(db, found.intoId));
  await db.prisma.quizProspectJoin.delete({ where: key, select: { intoId: true } });
  await recompute(db, tenant, roots, now);
}

async function join(
  db: TenantDb,
  tenant: Tenant,
  prospectId: string,
  intoId: string,
  by: string,
  now: Date,
): Promise<void> {
  const values = { intoId, decidedBy: by, decidedAt: now };
  await db.prisma.quizProspectJoin.upsert({
    where: { tenantId_prospectId: { tenantId: tenant.id, prospectId } },
    create: { tenantId: tenant.id, prospectId, ...values },
    update: values,
    select: { intoId: true },
  });
}
