import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { zInstant } from "@/lib/db/row";
import { sql } from "@/lib/db/sql";

export const liveAlgorithms = ["HS256", "EdDSA"] as const;
export type LiveAlgorithm = (typeof liveAlgorithms)[number];

/** Every live key of the tenant, living ones first. */
export const listLiveKeys = defineQuery({
  name: "live.list-keys",
  params: z.object({}),
  row: z.object({
    id: z.string(),
    name: z.string(),
    algorithm: z.enum(liveAlgorithms),
    createdAt: zInstant,
    createdBy: z.string().nullable(),
    lastUsedAt: zInstant.nullable(),
    revokedAt: zInstant.nullable(),
  }),
  sql: (_, tenant) => sql`
    select k.id, k.name, k.algorithm, k.created_at as "createdAt", u.name as "createdBy",
      k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
    from live_keys k left join users u on u.id = k.created_by
    where k.tenant_id = ${tenant}::uuid order by k.revoked_at is not null, k.created_at desc, k.id limit 500`,
});

export const addLiveKey = defineQuery({
  name: "live.add-key",
  params: z.object({
    id: z.uuid(),
    name: z.string(),
    algorithm: z.enum(liveAlgorithms),
    sealedSecret: z.instanceof(Uint8Array).nullable(),
    publicKey: z.string().nullable(),
    createdBy: z.string().nullable(),
  }),
  row: z.object({ id: z.string() }),
  sql: ({ id, name, algorithm, sealedSecret, publicKey, createdBy }, tenant) => sql`
    insert into live_keys (tenant_id, id, name, algorithm, sealed_secret, public_key, created_by)
    values (${tenant}::uuid, ${id}::uuid, ${name}, ${algorithm}, ${sealedSecret}::bytea, ${publicKey}::text, ${createdBy}::uuid)
    returning id`,
});

/** The key while it lives. */
export const findLiveKey = defineQuery({
  name: "live.find-key",
  params: z.object({ id: z.uuid() }),
  row: z.object({
    id: z.string(),
    algorithm: z.enum(liveAlgorithms),
    sealedSecret: z.instanceof(Uint8Array).nullable(),
    publicKey: z.string().nullable(),
    lastUsedAt: zInstant.nullable(),
  }),
  sql: ({ id }, tenant) => sql`
    select id, algorithm, sealed_secret as "sealedSecret", public_key as "publicKey", last_used_at as "lastUsedAt"
    from live_keys where tenant_id = ${tenant}::uuid and id = ${id}::uuid and revoked_at is null`,
});

export const noteLiveKeyUse = defineQuery({
  name: "live.note-key-use",
  params: z.object({ id: z.uuid() }),
  row: z.object({ id: z.string() }),
  sql: ({ id }, tenant) =>
    sql`update live_keys set last_used_at = now() where tenant_id = ${tenant}::uuid and id = ${id}::uuid returning id`,
});

/** Revokes a living key; nothing comes back when there is none. */
export const revokeLiveKeyRow = defineQuery({
  name: "live.revoke-key",
  params: z.object({ id: z.uuid(), at: z.date() }),
  row: z.object({ name: z.string() }),
  sql: ({ id, at }, tenant) => sql`
    update live_keys set revoked_at = ${at}::timestamptz
    where tenant_id = ${tenant}::uuid and id = ${id}::uuid and revoked_at is null returning name`,
});
