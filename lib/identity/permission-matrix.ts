import { can, type Permission, type Role, roles } from "@/lib/identity/permissions";

/** What a platform admin sees of a tenant that she is not a member of. */
export type PlatformView = "aggregates" | "pseudonymised" | "full" | null;

export interface MatrixRow {
  key: string;
  /** held together or not at all; a test holds the table to that */
  permissions: readonly Permission[];
  platform: PlatformView;
}

/** The permissions as people speak of them: one row for what belongs together, in the order of the product's own table. */
export const matrixRows: readonly MatrixRow[] = [
  { key: "overview", permissions: ["overview:read"], platform: null },
  { key: "quizzesRead", permissions: ["quizzes:read"], platform: "pseudonymised" },
  { key: "quizzesAnnotate", permissions: ["quizzes:annotate"], platform: null },
  { key: "masterSessions", permissions: ["masterSessions:read", "masterSessions:annotate"], platform: "aggregates" },
  { key: "reportsShare", permissions: ["reports:share", "sessions:schedule"], platform: null },
  { key: "business", permissions: ["business:read"], platform: "aggregates" },
  { key: "revenue", permissions: ["revenue:read"], platform: "aggregates" },
  { key: "channels", permissions: ["channels:read"], platform: "aggregates" },
  { key: "exports", permissions: ["exports:run"], platform: "aggregates" },
  {
    key: "administration",
    permissions: ["members:manage", "brand:manage", "webhooks:manage", "keys:manage", "privacy:manage", "audit:read"],
    platform: null,
  },
  { key: "platform", permissions: [], platform: "full" },
];

/** Whether a role holds everything of a row. */
export const holds = (role: Role, row: MatrixRow): boolean =>
  row.permissions.length > 0 && row.permissions.every((permission) => can(role, permission));

/** The rows that a member of a tenant can have anything of. */
export const memberRows: readonly MatrixRow[] = matrixRows.filter((row) => roles.some((role) => holds(role, row)));
