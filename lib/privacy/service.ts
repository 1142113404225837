import "server-only";
import { randomUUID } from "node:crypto";
import type { Tenant } from "@/lib/db/directory";
import type { TenantSql } from "@/lib/db/tenant";
import { conflict, forbidden, invalid, notFound } from "@/lib/errors";
import { isLiving, signLink } from "@/lib/exports/download-link";
import { paths } from "@/lib/paths";
import { findPeople, gather, seedsOfProspect } from "@/lib/privacy/find-person";
import type { Held } from "@/lib/privacy/held-kinds";
import { countHeld } from "@/lib/privacy/queries/held";
import { getFile, insertRequest, listRequests, noteFetched } from "@/lib/privacy/queries/requests";
import { seenOn } from "@/lib/privacy/queries/seen";
import { makeRef } from "@/lib/privacy/refs";
import { openSecret } from "@/lib/privacy/sealed-secret";
import { sealSubject } from "@/lib/privacy/sealed-subject";
import type { SealedSubject, Seeds, Subject } from "@/lib/privacy/subject";

/** What is shown of a person: enough to know that it is the right one, and no more. */
export interface FoundPerson {
  readonly ref: string;
  /** what has to be typed to erase her */
  readonly typed: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly held: Held;
}

/** m…a@example.org: told apart by whoever knows it, useless to whoever does not. */
export function maskEmail(email: string): string {
  const [local = "", domain = ""] = email.split("@");
  return `${local.slice(0, 1)}…${local.length > 2 ? local.slice(-1) : ""}@${domain}`;
}

async function present(db: TenantSql, userId: string, seeds: Seeds, typed: string, now: Date): Promise<FoundPerson> {
  const subject = await gather(db, seeds);
  const seen = await seenOn.first(db, { actors: [...subject.actors] });
  return {
    ref: makeRef(db.tenantId, userId, { seeds: seedsOf(subject), typed }, now),
    typed,
    name: subject.names[0] ?? null,
    email: subject.emails[0] ? maskEmail(subject.emails[0]) : null,
    firstOn: seen?.first ?? null,
    lastOn: seen?.last ?? null,
    held: await countHeld(db, subject),
  };
}

const seedsOf = ({ actors, devices, emails }: Subject): Seeds => ({
  actors: actors.slice(0, 2000),
  devices: [...devices],
  emails: [...emails],
});

/** Looks for a person by exactly one thing that is known of her. */
export async function lookUp(
  db: TenantSql,
  userId: string,
  identifier: string,
  now: Date,
): Promise<{ people: FoundPerson[] }> {
  const people: FoundPerson[] = [];
  for (const subject of await findPeople(db, identifier)) {
    people.push(await present(db, userId, seedsOf(subject), identifier.trim(), now));
  }
  return { people };
}

/** The person behind a prospect's page. Throws not-found. */
export async function lookUpProspect(
  db: TenantSql,
  userId: string,
  prospectId: string,
  now: Date,
): Promise<FoundPerson> {
  const seeds = await seedsOfProspect(db, prospectId);
  if (seeds.actors.length === 0) throw notFound("prospect");
  const { emails, names } = await gather(db, seeds);
  // Whom nothing names is confirmed by the beginning of the id that her page shows.
  return present(db, userId, seeds, emails[0] ?? names[0] ?? prospectId.slice(0, 8), now);
}

/** Queues a request about a found person. */
export async function askFor(
  db: TenantSql,
  kind: "export" | "erasure",
  subject: SealedSubject,
  by: string,
  now: Date,
): Promise<{ requestId: string }> {
  const id = randomUUID();
  await insertRequest.all(db, { id, kind, subject: sealSubject(db.tenantId, id, subject), by, now });
  return { requestId: id };
}

/** Throws invalid unless what was typed is what she was found by. */
export function requireTyped(subject: SealedSubject, typed: string): void {
  const same = (text: string) => text.trim().normalize("NFC").toLowerCase();
  if (same(typed) !== same(subject.typed)) throw invalid({ typed: "not-the-same" });
}

async function ownRequest(db: TenantSql, requestId: string, userId: string) {
  const request = (await listRequests.all(db, { limit: 200 })).find(({ id }) => id === requestId);
  if (request?.kind !== "export" || request.askedBy !== userId) throw notFound("copy");
  return request;
}

/** The address under which whoever asked for a copy can fetch it during the next five minutes. */
export async function linkToCopy(db: TenantSql, tenant: Tenant, requestId: string, userId: string, now: Date) {
  const request = await ownRequest(db, requestId, userId);
  if (request.state !== "done" || !request.expiresAt || request.expiresAt <= now) throw conflict("copy-gone");
  const link = signLink({ tenantId: tenant.id, exportId: requestId, userId }, now);
  return { url: paths.api.privacyCopy(tenant.slug, requestId, link) };
}

/** What a signed link leads to. Throws forbidden for one that is expired or somebody else's, not-found when the copy is gone. */
export async function openCopy(
  db: TenantSql,
  tenant: Tenant,
  asked: { requestId: string; expires: string; signature: string },
  userId: string,
  now: Date,
): Promise<Buffer> {
  const { requestId, expires, signature } = asked;
  if (!isLiving({ tenantId: tenant.id, exportId: requestId, userId }, { expires, signature }, now)) {
    throw forbidden("This link has expired, or was made for somebody else. Get a new one from the privacy page.");
  }
  await ownRequest(db, requestId, userId);
  const file = await getFile.first(db, { id: requestId, now });
  if (!file) throw notFound("copy");
  await noteFetched.all(db, { id: requestId });
  return openSecret("privacy-files", tenant.id, requestId, file.content);
}
