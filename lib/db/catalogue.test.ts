import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { checkCatalogue } from "@/lib/db/catalogue";
import { appPool } from "@/lib/db/pools";
import { type Catalogue, readCatalogue } from "@/lib/db/read-catalogue";
import { createTestDatabase } from "@/lib/testing/db";

const database = await createTestDatabase();
await database.admin("select analytics.ensure_event_partition('2026-11-01')");
const client = new pg.Client({ connectionString: database.adminUrl });
await client.connect();
afterAll(() => client.end());

const read = (): Promise<Catalogue> =>
  readCatalogue(async (text, values) => (await client.query(text, [...values])).rows);

/** What the checker says after the statement, which is then undone. */
async function breachesAfter(mutation: string): Promise<string[]> {
  await client.query("begin");
  try {
    await client.query(mutation);
    return checkCatalogue(await read());
  } finally {
    await client.query("rollback");
  }
}

const inOrder = (catalogue: Catalogue) =>
  Object.entries(catalogue).map(([part, rows]) => [part, rows.map((row: unknown) => JSON.stringify(row)).sort()]);

const policy = "(tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)";

describe("the schema", () => {
  it("keeps every rule of the tenant seam", async () => {
    expect(checkCatalogue(await read())).toEqual([]);
  });

  it("shows as much to the app role, so that boot can check it", async () => {
    const seen = await readCatalogue(async (text, values) => (await appPool().query(text, [...values])).rows);
    expect(inOrder(seen)).toEqual(inOrder(await read()));
  });
});

describe("a breach of the tenant seam is caught", () => {
  it.each<[mutation: string, breach: RegExp]>([
    ["alter table memberships disable row level security", /memberships has row-level security off/],
    ["alter table analytics.events disable row level security", /analytics.events has row-level security off/],
    ["alter table people no force row level security", /people does not force/],
    ["alter table tenants no force row level security", /tenants does not force/],
    ["alter table analytics.events_20261101 disable row level security", /events_20261101 has row-level security off/],
    ["alter policy tenant_isolation on people using (true)", /policy tenant_isolation of public.people is not/],
    ["alter policy tenant_isolation on people with check (true)", /policy tenant_isolation of public.people is not/],
    [
      `drop policy tenant_isolation on people; create policy tenant_isolation on people using ${policy}`,
      /policy tenant_isolation of public.people is not/,
    ],
    [
      `drop policy tenant_isolation on people; create policy tenant_isolation on people for select using ${policy}`,
      /policy tenant_isolation of public.people is not/,
    ],
    [
      `drop policy tenant_isolation on people; create policy tenant_isolation on people as restrictive using ${policy} with check ${policy}`,
      /policy tenant_isolation of public.people is not/,
    ],
    [
      "alter policy tenant_isolation on people using (tenant_id in (select id from tenants))",
      /policy tenant_isolation of public.people is not/,
    ],
    ["drop policy tenant_isolation on api_keys", /api_keys lacks the policy/],
    ["create policy second on people using (true)", /people has the surplus policy second/],
    [
      "create policy platform_read on people for select to attune_platform using (true)",
      /surplus policy platform_read/,
    ],
    [`create policy leak on analytics.events_20261101 using (true)`, /events_20261101 has the surplus policy/],
    ["alter policy directory_read on tenants to attune_app", /policy directory_read of public.tenants is not/],
    ["alter policy own_row_update on tenants using (true)", /policy own_row_update of public.tenants is not/],
    ["alter policy platform_read on session_day_totals to public", /policy platform_read .* is not/],
    ["grant select on analytics.events_20261101 to attune_app", /nothing is granted on partitions/],
    ["grant select (name) on analytics.events_20261101 to attune_app", /nothing is granted on partitions/],
    ["grant update on reports to attune_app", /update on public.reports, which must not change/],
    ["grant update (payload) on reports to attune_app", /update on public.reports.payload, which must not change/],
    ["grant update on session_totals to attune_app", /update on public.session_totals/],
    ["grant delete on audit_log to attune_app", /delete on public.audit_log/],
    ["grant update on analytics.events to attune_app", /update on analytics.events/],
    ["grant truncate on event_days to attune_app", /attune_app has truncate/],
    ["grant trigger on event_days to attune_app", /attune_app has trigger/],
    ["grant select on people to public", /everybody has select on public.people/],
    ["grant select on people to attune_platform", /attune_platform has select on public.people/],
    ["grant insert on session_day_totals to attune_platform", /attune_platform has insert/],
    ["grant select on _prisma_migrations to attune_app", /_prisma_migrations/],
    ["grant select on people to pg_monitor", /pg_monitor has select on public.people/],
    ["grant create on schema public to attune_app", /attune_app may create in the schema public/],
    ["grant create on schema analytics to public", /public may create in the schema analytics/],
    ["alter default privileges for role attune_owner grant select on tables to public", /by default/],
    ["create materialized view leak as select * from people", /leak is a materialised view/],
    ["create view leak as select * from people", /view public.leak is not security_invoker/],
    ["create view leak with (security_invoker = false) as select * from people", /view public.leak is not/],
    ["create table plain (id uuid primary key)", /public.plain has no tenant_id/],
    [
      "create table plain (id uuid, tenant_id uuid not null, primary key (id, tenant_id)); select attune_protect('plain')",
      /unique key plain_pkey of public.plain does not begin with tenant_id/,
    ],
    ["create table plain (tenant_id uuid not null); select attune_protect('plain')", /public.plain has no primary key/],
    ["create table plain (tenant_id text primary key)", /plain.tenant_id is not uuid not null/],
    ["alter table people add unique (email)", /unique key people_email_key of public.people does not begin/],
    ["create unique index leak on people (lower(email))", /unique key leak of public.people does not begin/],
    [
      "alter table reports add unique (id); alter table report_opens add foreign key (link_id) references reports (id)",
      /foreign key .* of public.report_opens does not begin with tenant_id/,
    ],
    [
      "create function noop() returns trigger language plpgsql as 'begin return new; end'; create trigger tell before insert on people for each row execute function noop()",
      /people has the trigger tell/,
    ],
    ["create rule leak as on insert to people do also notify leak", /rewrite rule leak/],
    [
      "create function leak() returns bigint language sql security definer as 'select count(*) from people'",
      /function public.leak runs with its owner's rights/,
    ],
    [
      "grant execute on function analytics.delete_expired_events() to public",
      /public may execute analytics.delete_expired_events/,
    ],
    ["alter function analytics.delete_expired_events() reset search_path", /does not fix its search_path/],
    ["alter role attune_app bypassrls", /role attune_app has bypassrls/],
    ["alter role attune_app superuser", /role attune_app has superuser/],
    ["alter role attune_platform createrole", /role attune_platform has createrole/],
    ["alter role attune_owner bypassrls", /role attune_owner has bypassrls/],
    ["grant attune_owner to attune_app", /attune_app is a member of attune_owner/],
    ["grant pg_read_all_data to attune_platform", /attune_platform is a member of pg_read_all_data/],
    ["alter table people owner to attune_app", /attune_app owns table people/],
    ["alter schema analytics owner to attune_app", /attune_app owns schema analytics/],
    ["alter table reports rename to papers", /public.reports is listed, but is no table/],
  ])("%s", async (mutation, breach) => {
    const breaches = await breachesAfter(mutation);
    expect(breaches.join("\n")).toMatch(breach);
  });
});
