import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { type Command, UsageError } from "./command";
import { findTenant } from "./find-tenant";

export const usersCreate: Command = {
  name: "users create",
  about: "Makes an account, and a member of a tenant when one is named.",
  details: "Unless a password comes on stdin, one is made and printed this once.",
  options: {
    email: { placeholder: "address", about: "What the person signs in with.", required: true },
    name: { placeholder: "name", about: "The person's name.", required: true },
    tenant: { placeholder: "slug", about: "The tenant that the person becomes a member of." },
    role: { placeholder: "role", about: "admin, coach, operations or finance; needs --tenant." },
    "platform-admin": { about: "Lets the person into the platform's own pages." },
    "password-stdin": { about: "Reads the password from stdin instead of making one." },
  },
  async run({ option, has, print }) {
    const { isRole, roles } = await import("@/lib/identity/permissions");
    const [slug, role] = [option("tenant"), option("role")];
    if ((slug === undefined) !== (role === undefined)) throw new UsageError("--tenant and --role go together.");
    if (role !== undefined && !isRole(role)) throw new UsageError(`--role is ${roles.join(", ")}, not "${role}".`);
    const tenant = slug === undefined ? null : await findTenant(slug);
    const given = has("password-stdin") ? (await text(process.stdin)).replace(/\r?\n$/, "") : null;
    const password = given ?? randomBytes(18).toString("base64url");

    const { createUser } = await import("@/lib/identity/users");
    const user = await createUser(
      {
        email: option("email") ?? "",
        name: option("name") ?? "",
        password,
        platformAdmin: has("platform-admin"),
        memberships: tenant && role && isRole(role) ? [{ tenantId: tenant.id, role }] : [],
      },
      { kind: "system", label: "Command line" },
    );
    const lines = [`The account ${user.email} is there.`];
    if (given === null) lines.push(`Password, shown this once: ${password}`);
    print(lines.join("\n"), {
      id: user.id,
      email: user.email,
      tenant: tenant?.slug ?? null,
      role: role ?? null,
      platformAdmin: has("platform-admin"),
      ...(given === null && { password }),
    });
    return 0;
  },
};
