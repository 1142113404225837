import type { Command } from "./command";

export const tenantsCreate: Command = {
  name: "tenants create",
  about: "Makes a tenant.",
  options: {
    slug: { placeholder: "slug", about: "Its name in addresses: small letters, digits, hyphens.", required: true },
    name: { placeholder: "name", about: "Its name for people.", required: true },
    locale: { placeholder: "en|de", about: "Language of what it sends out (en)." },
    "time-zone": { placeholder: "zone", about: "IANA zone in which its days begin (UTC), for example Europe/Berlin." },
    currency: { placeholder: "code", about: "Three letters (EUR)." },
    "retention-months": { placeholder: "months", about: "How long its events are kept (24)." },
  },
  async run({ option, print }) {
    const { createTenant } = await import("@/lib/identity/tenants");
    const months = option("retention-months");
    const tenant = await createTenant(
      {
        slug: option("slug") ?? "",
        name: option("name") ?? "",
        locale: option("locale") as "en" | undefined,
        timeZone: option("time-zone"),
        currency: option("currency"),
        retentionMonths: months === undefined ? undefined : Number(months),
      },
      { kind: "system", label: "Command line" },
    );
    print(`The tenant ${tenant.slug} is there.`, plain(tenant));
    return 0;
  },
};

export const tenantsList: Command = {
  name: "tenants list",
  about: "Lists the tenants.",
  options: {},
  async run({ print }) {
    const { listTenants } = await import("@/lib/db/directory");
    const tenants = await listTenants();
    const width = Math.max(0, ...tenants.map(({ slug }) => slug.length)) + 2;
    const lines = tenants.map(
      (one) => `${one.slug.padEnd(width)}${one.name} (${one.locale}, ${one.timeZone}, ${one.currency})`,
    );
    print(lines.join("\n"), tenants.map(plain));
    return 0;
  },
};

interface Listed {
  id: string;
  slug: string;
  name: string;
  locale: string;
  timeZone: string;
  currency: string;
  retentionMonths: number;
}

const plain = ({ id, slug, name, locale, timeZone, currency, retentionMonths }: Listed) => ({
  id,
  slug,
  name,
  locale,
  timeZone,
  currency,
  retentionMonths,
});
