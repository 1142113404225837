import "server-only";
import { databaseRoleNames, type PolicyRule, productSchemas, runtimeRoles } from "@/lib/db/catalogue-rules";

export interface RelationRow {
  /** `schema.name` */
  name: string;
  kind: "table" | "view" | "materialised view" | "foreign table";
  partition: boolean;
  rowSecurity: boolean;
  forcedRowSecurity: boolean;
  securityInvoker: boolean;
}

/** What PostgreSQL knows about the product's schemas, as plain data, so that the rules can be judged without a database. */
export interface Catalogue {
  roles: { name: string; rights: string[] }[];
  memberships: { role: string; of: string }[];
  owned: { role: string; what: string }[];
  relations: RelationRow[];
  columns: { table: string; name: string; type: string; required: boolean }[];
  uniqueIndexes: { table: string; name: string; primary: boolean; columns: string[] }[];
  foreignKeys: { table: string; name: string; columns: string[]; references: string; referencedColumns: string[] }[];
  policies: (PolicyRule & { table: string; permissive: boolean })[];
  /** `column` is null for a grant on the whole table */
  grants: { table: string; column: string | null; grantee: string; privilege: string }[];
  schemaCreators: { schema: string; grantee: string }[];
  defaultPrivileges: { role: string; privilege: string }[];
  definers: { name: string; executors: string[]; searchPath: boolean }[];
  triggers: { table: string; name: string }[];
  rules: { table: string; name: string }[];
}

export type Ask = <R>(text: string, values: readonly unknown[]) => Promise<R[]>;

const nameOf = (relation: string) =>
  `(select nspname from pg_namespace where oid = ${relation}.relnamespace) || '.' || ${relation}.relname`;
const columnsOf = (relation: string, numbers: string) => `array(
  select coalesce(a.attname::text, '(expression)') from unnest(${numbers}) with ordinality as k (attnum, position)
  left join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.attnum order by k.position)`;
const inScope = (relation: string) =>
  `${relation}.relnamespace in (select oid from pg_namespace where nspname = any($1))`;

const texts = {
  roles: `select rolname::text as name, array_remove(array[
      case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end,
      case when rolcreaterole then 'createrole' end, case when rolcreatedb then 'createdb' end,
      case when rolreplication then 'replication' end], null) as rights
    from pg_roles where rolname = any($1)`,
  memberships: `select m.rolname::text as role, r.rolname::text as of from pg_auth_members am
    join pg_roles m on m.oid = am.member join pg_roles r on r.oid = am.roleid where m.rolname = any($1)`,
  owned: `select r.rolname::text as role, pg_describe_object(d.classid, d.objid, d.objsubid) as what
    from pg_shdepend d join pg_roles r on r.oid = d.refobjid
    where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and r.rolname = any($1)
      and d.dbid in (0, (select oid from pg_database where datname = current_database()))`,
  relations: `select ${nameOf("c")} as name, c.relispartition as partition, c.relrowsecurity as "rowSecurity",
      c.relforcerowsecurity as "forcedRowSecurity",
      coalesce((select option_value::boolean from pg_options_to_table(c.reloptions) where option_name = 'security_invoker'), false) as "securityInvoker",
      case c.relkind when 'v' then 'view' when 'm' then 'materialised view' when 'f' then 'foreign table' else 'table' end as kind
    from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${inScope("c")}`,
  columns: `select ${nameOf("c")} as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'tenant_id' and not a.attisdropped and ${inScope("c")}`,
  uniqueIndexes: `select ${nameOf("c")} as table, i.relname::text as name, x.indisprimary as primary,
      ${columnsOf("c.oid", "x.indkey::int2[]")} as columns
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where (x.indisunique or x.indisexclusion) and c.relkind in ('r', 'p') and not c.relispartition and ${inScope("c")}`,
  foreignKeys: `select ${nameOf("c")} as table, k.conname::text as name, ${nameOf("f")} as references,
      ${columnsOf("c.oid", "k.conkey")} as columns, ${columnsOf("f.oid", "k.confkey")} as "referencedColumns"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and not c.relispartition and ${inScope("c")}`,
  policies: `select ${nameOf("c")} as table, p.polname::text as name, p.polpermissive as permissive,
      case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end as command,
      array(select case when r = 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r) as roles,
      pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_policy p join pg_class c on c.oid = p.polrelid where ${inScope("c")}`,
  grants: `select ${nameOf("c")} as table, null as column, acl.grantee, acl.privilege
    from pg_class c cross join lateral (
      select case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end as grantee, lower(g.privilege_type) as privilege
      from aclexplode(c.relacl) g where g.grantee <> c.relowner) acl
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${inScope("c")}
    union all
    select ${nameOf("c")}, a.attname::text, acl.grantee, acl.privilege
    from pg_class c join pg_attribute a on a.attrelid = c.oid cross join lateral (
      select case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end as grantee, lower(g.privilege_type) as privilege
      from aclexplode(a.attacl) g where g.grantee <> c.relowner) acl
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${inScope("c")}`,
  schemaCreators: `select n.nspname::text as schema, case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end as grantee
    from pg_namespace n cross join lateral aclexplode(n.nspacl) g
    where n.nspname = any($1) and g.privilege_type = 'CREATE' and g.grantee <> n.nspowner
      and g.grantee is distinct from (select oid from pg_roles where rolname = 'attune_owner')`,
  defaultPrivileges: `select case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end as role, lower(g.privilege_type) as privilege
    from pg_default_acl d cross join lateral aclexplode(d.defaclacl) g where g.grantee <> d.defaclrole and $1::text[] is not null`,
  definers: `select n.nspname || '.' || p.proname as name,
      coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false) as "searchPath",
      array(select case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee)::text end
        from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee <> p.proowner) as executors
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname = any($1)`,
  triggers: `select ${nameOf("c")} as table, t.tgname::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and ${inScope("c")}`,
  rules: `select ${nameOf("c")} as table, r.rulename::text as name from pg_rewrite r join pg_class c on c.oid = r.ev_class
    where r.rulename <> '_RETURN' and ${inScope("c")}`,
} as const satisfies Record<keyof Catalogue, string>;

const schemas = [...productSchemas];
const parameters: Partial<Record<keyof Catalogue, readonly string[]>> = {
  roles: databaseRoleNames,
  memberships: databaseRoleNames,
  owned: runtimeRoles,
};

/** Reads the catalogue of the connected database. Any role may. */
export async function readCatalogue(ask: Ask): Promise<Catalogue> {
  const catalogue: Partial<Record<keyof Catalogue, unknown[]>> = {};
  for (const part of Object.keys(texts) as (keyof Catalogue)[]) {
    catalogue[part] = await ask(texts[part], [[...(parameters[part] ?? schemas)]]);
  }
  return catalogue as unknown as Catalogue;
}
