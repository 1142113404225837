import "server-only";
import { z } from "zod";
import { defineQuery } from "@/lib/db/query";
import { sql } from "@/lib/db/sql";
import { readerLocales } from "@/lib/i18n";

/** How a master is reached. */
export const getContact = defineQuery({
  name: "reports.mail.get-contact",
  params: z.object({ masterId: z.string() }),
  row: z.object({ name: z.string(), email: z.string(), language: z.enum(readerLocales) }),
  sql: ({ masterId }, tenant) => sql`
    select name, email, language from master_contacts where tenant_id = ${tenant} and master_id = ${masterId}`,
});

/** Keeps how a master is reached. */
export const upsertContact = defineQuery({
  name: "reports.mail.upsert-contact",
  params: z.object({
    masterId: z.string(),
    name: z.string(),
    email: z.string(),
    language: z.enum(readerLocales),
    userId: z.uuid(),
    now: z.date(),
  }),
  row: z.object({ masterId: z.string() }),
  sql: ({ masterId, name, email, language, userId, now }, tenant) => sql`
    insert into master_contacts (tenant_id, master_id, name, email, language, updated_by, updated_at)
    values (${tenant}::uuid, ${masterId}, ${name}, ${email}, ${language}, ${userId}::uuid, ${now}::timestamptz)
    on conflict (tenant_id, master_id) do update set name = excluded.name, email = excluded.email, language = excluded.language,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at
    returning master_id as "masterId"`,
});

/** Forgets how a master is reached. No row when nothing was known. */
export const deleteContact = defineQuery({
  name: "reports.mail.delete-contact",
  params: z.object({ masterId: z.string() }),
  row: z.object({ masterId: z.string() }),
  sql: ({ masterId }, tenant) => sql`
    delete from master_contacts where tenant_id = ${tenant} and master_id = ${masterId} returning master_id as "masterId"`,
});
