import "server-only";
import {
  databaseRoleNames,
  definerFunctions,
  directoryPolicies,
  directoryTables,
  immutableTables,
  type PolicyRule,
  platformPolicy,
  platformTables,
  tenantPolicy,
} from "@/lib/db/catalogue-rules";
import type { Catalogue, RelationRow } from "@/lib/db/read-catalogue";

/**
 * Holds a database's catalogue against the rules of the tenant seam (docs/decisions, "tenant seam").
 * @returns one sentence for each breach; empty when every wall stands
 */
export function checkCatalogue(catalogue: Catalogue): string[] {
  return [
    ...checkRoles(catalogue),
    ...catalogue.relations.flatMap((relation) => checkRelation(catalogue, relation)),
    ...checkMissing(catalogue),
    ...checkKeys(catalogue),
    ...checkPolicies(catalogue),
    ...checkGrants(catalogue),
    ...checkFunctions(catalogue),
    ...catalogue.triggers.map(({ table, name }) => `${table} has the trigger ${name}: tenant tables have none`),
    ...catalogue.rules.map(({ table, name }) => `${table} has the rewrite rule ${name}`),
  ].sort();
}

const isDirectory = (table: string) => table in directoryTables;

function checkRoles({ roles, memberships, owned }: Catalogue): string[] {
  const breaches: string[] = [];
  for (const name of databaseRoleNames) {
    const role = roles.find((found) => found.name === name);
    if (!role) breaches.push(`the role ${name} is missing`);
    else for (const right of role.rights) breaches.push(`the role ${name} has ${right}`);
  }
  for (const { role, of } of memberships) breaches.push(`the role ${role} is a member of ${of}`);
  for (const { role, what } of owned) breaches.push(`the role ${role} owns ${what}`);
  return breaches;
}

function checkRelation(catalogue: Catalogue, relation: RelationRow): string[] {
  const { name, kind } = relation;
  if (kind === "materialised view") return [`${name} is a materialised view: these leak past row-level security`];
  if (kind === "foreign table") return [`${name} is a foreign table`];
  if (kind === "view") {
    return relation.securityInvoker
      ? []
      : [`the view ${name} is not security_invoker: it reads with its owner's rights`];
  }
  const breaches: string[] = [];
  const protect = !isDirectory(name) || name in directoryPolicies;
  if (protect && !relation.rowSecurity) breaches.push(`${name} has row-level security off`);
  if (protect && !relation.forcedRowSecurity) breaches.push(`${name} does not force row-level security on its owner`);
  if (relation.partition || isDirectory(name)) return breaches;
  const tenantColumn = catalogue.columns.find((column) => column.table === name && column.name === "tenant_id");
  if (!tenantColumn) breaches.push(`${name} has no tenant_id and is not listed as a directory table`);
  else if (tenantColumn.type !== "uuid" || !tenantColumn.required)
    breaches.push(`${name}.tenant_id is not uuid not null`);
  return breaches;
}

/** A table that was renamed or dropped must not leave its exception behind for the next of that name. */
function checkMissing({ relations }: Catalogue): string[] {
  const names = new Set(relations.map((relation) => relation.name));
  const listed = [...Object.keys(directoryTables), ...platformTables, ...Object.keys(immutableTables)];
  return [...new Set(listed)].filter((name) => !names.has(name)).map((name) => `${name} is listed, but is no table`);
}

function tenantTables({ relations }: Catalogue): RelationRow[] {
  return relations.filter(({ name, kind, partition }) => kind === "table" && !partition && !isDirectory(name));
}

function checkKeys(catalogue: Catalogue): string[] {
  const breaches: string[] = [];
  for (const { name } of tenantTables(catalogue)) {
    const indexes = catalogue.uniqueIndexes.filter((index) => index.table === name);
    if (!indexes.some((index) => index.primary)) breaches.push(`${name} has no primary key`);
    for (const index of indexes) {
      if (index.columns[0] !== "tenant_id")
        breaches.push(`the unique key ${index.name} of ${name} does not begin with tenant_id`);
    }
    for (const key of catalogue.foreignKeys.filter((found) => found.table === name)) {
      if (isDirectory(key.references)) continue;
      if (key.columns[0] !== "tenant_id" || key.referencedColumns[0] !== "tenant_id") {
        breaches.push(`the foreign key ${key.name} of ${name} does not begin with tenant_id on both sides`);
      }
    }
  }
  return breaches;
}

function checkPolicies(catalogue: Catalogue): string[] {
  const breaches: string[] = [];
  for (const { name, kind, partition } of catalogue.relations) {
    if (kind !== "table") continue;
    const found = catalogue.policies.filter((policy) => policy.table === name);
    const wanted = partition ? [] : policiesOf(name);
    for (const rule of wanted) {
      const policy = found.find((candidate) => candidate.name === rule.name);
      if (!policy) breaches.push(`${name} lacks the policy ${rule.name}`);
      else if (!policy.permissive || inWords(policy) !== inWords(rule)) {
        breaches.push(`the policy ${rule.name} of ${name} is not what it must be: ${inWords(policy)}`);
      }
    }
    for (const policy of found) {
      if (!wanted.some((rule) => rule.name === policy.name))
        breaches.push(`${name} has the surplus policy ${policy.name}`);
    }
  }
  return breaches;
}

function policiesOf(table: string): readonly PolicyRule[] {
  if (isDirectory(table)) return directoryPolicies[table] ?? [];
  return platformTables.includes(table) ? [tenantPolicy, platformPolicy] : [tenantPolicy];
}

const inWords = ({ command, roles, using, check }: PolicyRule) =>
  `${command} to ${[...roles].sort().join(", ")} using ${using ?? "nothing"} check ${check ?? "nothing"}`;

const forbiddenEverywhere = new Set(["truncate", "references", "trigger", "maintain"]);

function checkGrants(catalogue: Catalogue): string[] {
  const breaches: string[] = [];
  const partitions = new Set(catalogue.relations.filter((relation) => relation.partition).map(({ name }) => name));
  for (const { table, grantee, privilege, column } of catalogue.grants) {
    const what = `${privilege} on ${table}${column ? `.${column}` : ""}`;
    if (partitions.has(table)) breaches.push(`${grantee} has ${what}: nothing is granted on partitions`);
    else if (grantee === "public") breaches.push(`everybody has ${what}`);
    else if (grantee === "attune_platform") {
      const mayRead = platformTables.includes(table) || table === "public.tenants";
      if (privilege !== "select" || !mayRead) breaches.push(`attune_platform has ${what}`);
    } else if (grantee === "attune_app") {
      if (forbiddenEverywhere.has(privilege)) breaches.push(`attune_app has ${what}`);
      if ((immutableTables[table] as readonly string[] | undefined)?.includes(privilege)) {
        breaches.push(`attune_app has ${what}, which must not change`);
      }
      if (table === "public._prisma_migrations") breaches.push(`attune_app has ${what}`);
    } else breaches.push(`${grantee} has ${what}`);
  }
  for (const { schema, grantee } of catalogue.schemaCreators)
    breaches.push(`${grantee} may create in the schema ${schema}`);
  for (const { role, privilege } of catalogue.defaultPrivileges) {
    breaches.push(`new objects grant ${privilege} to ${role} by default`);
  }
  return breaches;
}

function checkFunctions({ definers }: Catalogue): string[] {
  const breaches: string[] = [];
  for (const { name, executors, searchPath } of definers) {
    if (!(name in definerFunctions))
      breaches.push(`the function ${name} runs with its owner's rights and is not listed`);
    if (!searchPath) breaches.push(`the function ${name} does not fix its search_path`);
    for (const role of executors) if (role !== "attune_app") breaches.push(`${role} may execute ${name}`);
  }
  return breaches;
}

/** What stands between tenants at run time, of all the rules: boot refuses to serve without these. */
export function checkBoot(catalogue: Catalogue): string[] {
  return [
    ...checkRoles(catalogue),
    ...catalogue.relations.flatMap((relation) => checkRelation(catalogue, relation)),
    ...checkPolicies(catalogue),
  ].sort();
}
