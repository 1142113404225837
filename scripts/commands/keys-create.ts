import { type Command, UsageError } from "./command";
import { findTenant } from "./find-tenant";

export const keysCreate: Command = {
  name: "keys create",
  about: "Makes an API key and prints it. It is shown this once; the database keeps its hash only.",
  options: {
    tenant: { placeholder: "slug", about: "The tenant that the key belongs to.", required: true },
    scope: {
      placeholder: "ingest|read",
      about: "What the key may do: send events, or read what admins read.",
      required: true,
      multiple: true,
    },
    name: { placeholder: "name", about: "What it is called under settings/keys." },
  },
  async run({ option, options, print }) {
    const { keyScopes } = await import("@/lib/identity/keys");
    const scopes = [...new Set(options("scope").flatMap((value) => value.split(",")))];
    const unknown = scopes.find((scope) => !(keyScopes as readonly string[]).includes(scope));
    if (unknown !== undefined) throw new UsageError(`--scope is ${keyScopes.join(" or ")}, not "${unknown}".`);
    const tenant = await findTenant(option("tenant") ?? "");
    const name = option("name") ?? `Command line, ${new Date().toISOString().slice(0, 19).replace("T", " ")}`;
    if (name.length === 0 || name.length > 80) throw new UsageError("--name has 1 to 80 characters.");

    const { writeAudit } = await import("@/lib/audit/write-audit");
    const { withTenant } = await import("@/lib/db/tenant");
    const { createKey } = await import("@/lib/identity/keys");
    const key = await withTenant(tenant.id, async (db) => {
      const made = await createKey(db, { name, scopes: scopes as (typeof keyScopes)[number][], createdBy: null });
      await writeAudit(
        db,
        { kind: "system", label: "Command line" },
        { action: "key.created", target: { type: "key", id: made.id }, detail: { name, scopes } },
      );
      return made;
    });
    print(key.value, { id: key.id, key: key.value, name, scopes, tenant: tenant.slug });
    return 0;
  },
};
