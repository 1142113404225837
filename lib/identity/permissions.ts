/** Who may do what, as data. `docs/permissions.md` and the matrix test are printed from this table. */
export const roles = ["admin", "coach", "operations", "finance"] as const;
export type Role = (typeof roles)[number];

export const permissions = {
  "overview:read": ["admin", "coach", "operations", "finance"],
  "quizzes:read": ["admin", "coach", "operations"],
  "quizzes:annotate": ["admin", "coach", "operations"],
  "masterSessions:read": ["admin", "coach", "operations"],
  "masterSessions:annotate": ["admin", "coach", "operations"],
  "sessions:schedule": ["admin", "operations"],
  "reports:share": ["admin", "operations"],
  "business:read": ["admin", "coach"],
  "revenue:read": ["admin", "finance"],
  "channels:read": ["admin", "coach", "operations"],
  "exports:run": ["admin", "coach", "operations", "finance"],
  "members:manage": ["admin"],
  "brand:manage": ["admin"],
  "webhooks:manage": ["admin"],
  "keys:manage": ["admin"],
  "privacy:manage": ["admin"],
  "audit:read": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as Permission[];

export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}

/** Whether a role holds a permission. */
export function can(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** The permissions of a role, for building navigation. */
export function permissionsOf(role: Role): Permission[] {
  return permissionNames.filter((permission) => can(role, permission));
}
