import { type Role, roles } from "@/lib/identity/permissions";

/** The one password of every demo account. It opens invented data only; where ATTUNE_DEMO is not 1 it is shown nowhere. */
export const demoPassword = "many small lanterns lit";

export const demoTenantSlugs = ["mmc", "lumen", "harbor"] as const;
export type DemoTenantSlug = (typeof demoTenantSlugs)[number];

export interface DemoAccount {
  email: string;
  name: string;
  /** null for the platform admin, who belongs to no tenant */
  membership: { tenant: DemoTenantSlug; role: Role } | null;
}

const names: Record<DemoTenantSlug, Record<Role, string>> = {
  mmc: { admin: "Mara Lindqvist", coach: "Tomas Okafor", operations: "Ines Duarte", finance: "Piet van Aalst" },
  lumen: { admin: "Leonie Brandt", coach: "Arjun Mehta", operations: "Sofia Marchetti", finance: "Hana Kobayashi" },
  harbor: { admin: "Ruth Ashworth", coach: "Elias Nyberg", operations: "Camille Rousseau", finance: "Jonas Weber" },
};

/** `<role>@<tenant>.attune.test` for each demo tenant, and the platform admin. */
export const demoAccounts: readonly DemoAccount[] = [
  ...demoTenantSlugs.flatMap((tenant) =>
    roles.map((role) => ({
      email: `${role}@${tenant}.attune.test`,
      name: names[tenant][role],
      membership: { tenant, role },
    })),
  ),
  { email: "platform@attune.test", name: "Noor Haddad", membership: null },
];
