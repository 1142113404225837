/*
 * What the schema may contain beside plain tenant tables. Everything here is an exception with its reason; what is in no list must keep
 * every rule of the tenant seam.
 */

export const productSchemas = ["public", "analytics"] as const;

/** Tables that are needed before a tenant is known, or that belong to no tenant. */
export const directoryTables: Readonly<Record<string, string>> = {
  "public.tenants": "a door finds the tenant here before it can step inside; three policies of its own guard it",
  "public.users": "an account is one person's and may belong to several tenants",
  "public.user_sessions": "whose request it is, is asked before in which tenant",
  "public.user_tenants":
    "the tenant switcher asks for a user's tenants before one is chosen; ids only, roles are in memberships",
  "public.sign_in_throttles": "attempts are counted before anybody is known; keyed hashes only",
  "public.worker_heartbeats": "workers serve every tenant",
  "public.live_settings": "a browser is told who may embed a live page before it asks as anybody; no secret in it",
  "public.live_rooms": "a live page's address has no tenant in it; ids of sessions only",
  "public.platform_log": "what platform admins did; they belong to no tenant",
  "public.platform_admin_requests": "who shall become a platform admin; accounts belong to no tenant",
  "public.cohort_months": "cohorts are published across tenants; a month and when",
  "public.cohort_blocks": "cohorts across tenants as they may be shown; the app writes them and cannot read a figure",
  "public.cohort_shares":
    "tenants' shares of cohorts as they may be shown; the app writes them and cannot read a figure",
  "public._prisma_migrations": "kept by set-up, granted to nobody",
};

const ownTenant = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)";
const ownTenantRow = "(id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)";

export interface PolicyRule {
  name: string;
  command: "all" | "select" | "insert" | "update" | "delete";
  roles: readonly string[];
  using: string | null;
  check: string | null;
}

/** The one policy of every tenant table. */
export const tenantPolicy: PolicyRule = {
  name: "tenant_isolation",
  command: "all",
  roles: ["public"],
  using: ownTenant,
  check: ownTenant,
};

/** The second one, on what cross-tenant pages and the projector's look for work may read. */
export const platformPolicy: PolicyRule = {
  name: "platform_read",
  command: "select",
  roles: ["attune_platform"],
  using: "true",
  check: null,
};

/** The tables that have it: sums without a person, and how far each tenant's log, read models and deliveries are. */
export const platformTables: readonly string[] = [
  "public.assess_sessions",
  "public.cohort_blocks",
  "public.cohort_months",
  "public.cohort_shares",
  "public.event_days",
  "public.live_pulses",
  "public.pseudonymous_sessions",
  "public.quiz_ai_usage",
  "public.quiz_cohort_cells",
  "public.quiz_day_totals",
  "public.quiz_steps",
  "public.quiz_turn_days",
  "public.session_day_totals",
  "public.webhook_queues",
  "analytics.log_heads",
  "analytics.projector_batches",
  "analytics.projector_cursors",
  "analytics.projector_failures",
];

const readByAll: PolicyRule = {
  name: "directory_read",
  command: "select",
  roles: ["public"],
  using: "true",
  check: null,
};

export const directoryPolicies: Readonly<Record<string, readonly PolicyRule[]>> = {
  "public.live_settings": [tenantPolicy, readByAll],
  "public.live_rooms": [tenantPolicy, readByAll],
  "public.tenants": [
    { name: "directory_read", command: "select", roles: ["public"], using: "true", check: null },
    { name: "own_row_update", command: "update", roles: ["public"], using: ownTenantRow, check: ownTenantRow },
    { name: "owner_insert", command: "insert", roles: ["public"], using: null, check: "true" },
  ],
};

/** What web and worker may not do to these, so that what they say stays said. Read models may be derived anew, hence deleted. */
export const immutableTables: Readonly<Record<string, readonly ("update" | "delete")[]>> = {
  "public.anomaly_actions": ["update", "delete"],
  "public.audit_log": ["update", "delete"],
  "public.platform_log": ["update", "delete"],
  "public.reports": ["update", "delete"],
  "public.session_totals": ["update"],
  "public.framework_configs": ["update", "delete"],
  "public.tenant_logos": ["update"],
  "public.webhook_attempts": ["update"],
  "analytics.events": ["update", "delete"],
  "analytics.event_keys": ["update"],
  "analytics.flushes": ["update"],
  "analytics.private_texts": ["update"],
  "analytics.projector_batches": ["update"],
};

/** Functions that run with their owner's rights, and why they must. */
export const definerFunctions: Readonly<Record<string, string>> = {
  "analytics.ensure_event_partition": "makes the partition of a day; the app role creates nothing",
  "analytics.drop_event_partitions_before": "retention drops whole partitions; the app role drops nothing",
  "analytics.delete_expired_events": "retention of one tenant; the app role deletes no event",
  "analytics.forget_people":
    "an erased person leaves the log; it can only take away, and whose the figures are it makes up itself",
  "public.forget_words": "an erased person's addresses and names leave notes that nobody may change",
  "public.redact_audit_entry": "an audit entry that named an erased person; without Attune's seal it reads as edited",
};

export const databaseRoleNames = ["attune_owner", "attune_app", "attune_platform"] as const;
/** The roles that web and worker run as: they own nothing. */
export const runtimeRoles = ["attune_app", "attune_platform"] as const;
