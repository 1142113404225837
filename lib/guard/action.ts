import "server-only";
import type { z } from "zod";
import { writePlatformLog } from "@/lib/audit/platform-log";
import { type AuditActor, type AuditChange, writeAudit } from "@/lib/audit/write-audit";
import type { Tenant } from "@/lib/db/directory";
import { type DirectoryChange, withDirectory } from "@/lib/db/directory-change";
import { type TenantDb, withTenant } from "@/lib/db/tenant";
import { DomainError, type ErrorCode, forbidden, invalid, notFound, unauthenticated } from "@/lib/errors";
import { type Feature, requireFeature } from "@/lib/features";
import { markDoor } from "@/lib/guard/door";
import { assertSameOrigin, currentAccess, currentViewer } from "@/lib/guard/request";
import { can, type Permission, type Role } from "@/lib/identity/permissions";
import type { Viewer } from "@/lib/identity/session";
import { log } from "@/lib/log";

export interface ActionError {
  code: ErrorCode | "unexpected";
  message: string;
  /** field → what is wrong and how to fix it */
  fields?: Record<string, string>;
  retryAfterS?: number;
}
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };

export interface TenantActionContext {
  readonly tenant: Tenant;
  readonly user: Viewer["user"];
  readonly role: Role;
  /** one transaction, shared with the audit entry */
  readonly db: TenantDb;
  readonly now: Date;
  /** work for after the commit (mail); it runs once, and its failure is logged, not thrown */
  afterCommit(work: () => Promise<void>): void;
}

type Audit<I, T> = (input: I, result: T) => AuditChange | AuditChange[] | null;

/**
 * A state change inside a tenant. The caller sends `{ tenant: slug, ...input }`; the change and its audit entry are one
 * transaction. `audit` comes last because its types follow from what `handle` returns; it may return null only when nothing
 * was changed. Errors come back as values, never thrown.
 */
export function action<S extends z.ZodObject, T>(
  options: { permission: Permission; feature?: Feature; input: S; timeoutMs?: number },
  handle: (ctx: TenantActionContext, input: z.output<S>) => Promise<T>,
  audit: Audit<z.output<S>, T>,
): (input: z.input<S> & { tenant: string }) => Promise<ActionResult<T>> {
  const made = (raw: z.input<S> & { tenant: string }) =>
    translated(async () => {
      await assertSameOrigin();
      const viewer = await currentViewer();
      if (!viewer) throw unauthenticated();
      const { tenant: slug, ...rest } = (raw ?? {}) as { tenant?: unknown };
      const access = typeof slug === "string" ? await currentAccess(slug) : null;
      if (!access) throw notFound("tenant");
      if (!can(access.role, options.permission)) throw forbidden();
      requireFeature(access.tenant, options.feature);
      const input = parseInput(options.input, rest);
      const later: (() => Promise<void>)[] = [];
      const { user } = viewer;
      const result = await withTenant(
        access.tenant.id,
        async (db) => {
          const now = new Date();
          const data = await handle(
            { tenant: access.tenant, role: access.role, user, db, now, afterCommit: (work) => later.push(work) },
            input,
          );
          await record(db, { kind: "user", id: user.id, label: user.email }, audit(input, data), now);
          return data;
        },
        { timeoutMs: options.timeoutMs },
      );
      await runLater(later);
      return result;
    });
  return markDoor(made, { kind: "action", scope: "tenant", permission: options.permission, feature: options.feature });
}

/** A change to what belongs to the signed-in user herself (password, sessions, language). */
action.user = <S extends z.ZodObject, T>(
  options: { input: S },
  handle: (ctx: { viewer: Viewer; now: Date }, input: z.output<S>) => Promise<T>,
): ((input: z.input<S>) => Promise<ActionResult<T>>) => {
  const made = (raw: z.input<S>) =>
    translated(async () => {
      await assertSameOrigin();
      const viewer = await currentViewer();
      if (!viewer) throw unauthenticated();
      return handle({ viewer, now: new Date() }, parseInput(options.input, raw));
    });
  return markDoor(made, { kind: "action", scope: "user", permission: null });
};

/** A change by somebody who need not be signed in (accepting an invitation, unlocking a report). The handler proves the right itself. */
action.public = <S extends z.ZodObject, T>(
  options: { input: S },
  handle: (ctx: { viewer: Viewer | null; now: Date }, input: z.output<S>) => Promise<T>,
): ((input: z.input<S>) => Promise<ActionResult<T>>) => {
  const made = (raw: z.input<S>) =>
    translated(async () => {
      await assertSameOrigin();
      return handle({ viewer: await currentViewer(), now: new Date() }, parseInput(options.input, raw));
    });
  return markDoor(made, { kind: "action", scope: "public", permission: null });
};

/** What a platform admin's change is given: the directory's transaction, and steps inside tenants within it. */
export interface PlatformActionContext extends DirectoryChange {
  readonly viewer: Viewer;
  readonly now: Date;
  /** work for after the commit; it runs once, and its failure is logged, not thrown */
  afterCommit(work: () => Promise<void>): void;
}

/**
 * A change by a platform admin, with its entry in the platform's own log in the same transaction; for everybody else there is no such
 * action. A change that concerns a tenant also writes into that tenant's audit log, so that its admins can read of it.
 */
action.platform = <S extends z.ZodObject, T>(
  options: { input: S },
  handle: (ctx: PlatformActionContext, input: z.output<S>) => Promise<T>,
  audit: (input: z.output<S>, result: T) => AuditChange | AuditChange[],
): ((input: z.input<S>) => Promise<ActionResult<T>>) => {
  const made = (raw: z.input<S>) =>
    translated(async () => {
      await assertSameOrigin();
      const viewer = await currentViewer();
      if (!viewer) throw unauthenticated();
      if (!viewer.user.platformAdmin) throw notFound("action");
      const input = parseInput(options.input, raw);
      const now = new Date();
      const later: (() => Promise<void>)[] = [];
      const result = await withDirectory(async (change) => {
        const data = await handle({ ...change, viewer, now, afterCommit: (work) => later.push(work) }, input);
        for (const entry of [audit(input, data)].flat()) {
          await writePlatformLog(change.prisma, viewer.user.id, entry, now);
        }
        return data;
      });
      await runLater(later);
      return result;
    });
  return markDoor(made, { kind: "action", scope: "platform", permission: null });
};

function parseInput<S extends z.ZodObject>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.strict().safeParse(raw);
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  return parsed.data as z.output<S>;
}

/** Field path → first message. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return fields;
}

async function record(db: TenantDb, actor: AuditActor, changes: AuditChange | AuditChange[] | null, at: Date) {
  for (const change of [changes ?? []].flat()) await writeAudit(db, actor, change, at);
}

async function runLater(later: (() => Promise<void>)[]) {
  for (const work of later) {
    await work().catch((error: unknown) => log.error({ err: error }, "work after a commit failed"));
  }
}

async function translated<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    if (error instanceof DomainError) {
      const { code, message, fields, retryAfterS } = error;
      return { ok: false, error: { code, message, fields, retryAfterS } };
    }
    // next/navigation's redirect and notFound are thrown on purpose and belong to Next.
    if (error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_")) throw error;
    log.error({ err: error }, "an action failed");
    return { ok: false, error: { code: "unexpected", message: "Something went wrong on our side. Try again." } };
  }
}
