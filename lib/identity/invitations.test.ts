import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { acceptInvitation } from "@/lib/identity/account-actions";
import { listInvitations, openInvitation } from "@/lib/identity/invitations";
import { disableMember, inviteMember, withdrawInvitation } from "@/lib/identity/member-actions";
import { accessOf } from "@/lib/identity/membership";
import { viewerOfCookie } from "@/lib/identity/session";
import { signInWithPassword } from "@/lib/identity/sign-in";
import { type Actor, asRole, joinAs, makeTenant, makeUser, signedIn } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { setEnvironment } from "@/lib/testing/environment";
import { cookieValue, requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();

const password = "the kettle sings at six";
let tenant: Tenant;
let admin: Actor;

beforeEach(async () => {
  tenant = await makeTenant({ name: "Lumen House" });
  admin = await asRole(tenant, "admin", { name: "Leonie" });
  requestAs(admin);
});

async function invited(email: string, role: "admin" | "coach" = "coach") {
  const result = await inviteMember({ tenant: tenant.slug, email, role, locale: "de" });
  if (!result.ok) throw new Error(result.error.message);
  const token = new URL(result.data.link).pathname.split("/").at(-1) ?? "";
  return { ...result.data, token };
}

const open = () => withTenantSql(tenant.id, (db) => listInvitations.all(db, {}));
const accept = (token: string, account: { name: string; password: string } | null = { name: "Nova", password }) =>
  acceptInvitation({ token, account });

describe("an invitation", () => {
  it("is a link with a secret that the database does not hold", async () => {
    const { link, token, mailed } = await invited(" Nova@People.Example ");
    expect(link).toBe(`http://localhost:3000/de/invite/${token}`);
    expect(token).toMatch(/^[\w-]{65}$/);
    expect(mailed).toBe(false);
    const stored = await database.admin(`select row_to_json(i)::text as all from invitations i where tenant_id = $1`, [
      tenant.id,
    ]);
    expect(JSON.stringify(stored)).not.toContain(token.slice(22));
    expect(await open()).toMatchObject([{ email: "nova@people.example", role: "coach", invitedBy: "Leonie" }]);
    expect(await openInvitation(token)).toMatchObject({ email: "nova@people.example", tenant: { slug: tenant.slug } });
  });

  it("becomes an account, a membership and a session", async () => {
    const { token } = await invited("nova1@people.example");
    requestAs(null);
    expect(await accept(token)).toEqual({ ok: true, data: { tenant: tenant.slug } });
    const viewer = await viewerOfCookie(cookieValue("attune.session"));
    expect(viewer?.user).toMatchObject({ email: "nova1@people.example", name: "Nova", platformAdmin: false });
    expect(await accessOf(viewer?.user.id ?? "", tenant.slug)).toMatchObject({ role: "coach" });
    expect(await signInWithPassword({ email: "nova1@people.example", password }, "203.0.113.1")).not.toBeNull();
    expect(await open()).toEqual([]);
    const entries = await withTenantSql(tenant.id, (db) =>
      db.execute(`select actor_label, action, detail from audit_log where seq > 2 order by seq`, []),
    );
    expect(entries).toEqual([
      {
        actor_label: admin.user.email,
        action: "member.invited",
        detail: { email: "nova1@people.example", role: "coach" },
      },
      {
        actor_label: "nova1@people.example",
        action: "member.joined",
        detail: { email: "nova1@people.example", role: "coach" },
      },
      { actor_label: "nova1@people.example", action: "user.signed-in", detail: { method: "invitation", client: "" } },
    ]);
  });

  it("is accepted once, even at the same moment", async () => {
    const { token } = await invited("nova2@people.example");
    requestAs(null);
    const outcomes = await Promise.all([accept(token), accept(token), accept(token)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await accept(token)).toMatchObject({
      ok: false,
      error: { code: "not-found", fields: { "": "invitationClosed" } },
    });
  });

  it("is accepted by the signed-in person whom it names, and by no other", async () => {
    const elsewhere = await makeTenant();
    const nova = await asRole(elsewhere, "finance", { email: "nova3@people.example" });
    const { token } = await invited("nova3@people.example");
    requestAs(admin);
    expect(await accept(token, null)).toMatchObject({ ok: false, error: { fields: { "": "invitationForOther" } } });
    requestAs(nova);
    expect(await accept(token, null)).toMatchObject({ ok: true });
    expect(await accessOf(nova.user.id, tenant.slug)).toMatchObject({ role: "coach" });
    expect(await accessOf(nova.user.id, elsewhere.slug)).toMatchObject({ role: "finance" });
  });

  it("cannot take over an account that exists: its password is neither changed nor tried", async () => {
    const nova = await makeUser({ email: "nova4@people.example", password });
    const { token } = await invited("nova4@people.example");
    requestAs(null);
    for (const tried of [password, "another sentence entirely"]) {
      expect(await accept(token, { name: "Eve", password: tried })).toMatchObject({
        ok: false,
        error: { code: "conflict", fields: { "": "invitationNeedsSignIn" } },
      });
    }
    expect(cookieValue("attune.session")).toBeUndefined();
    expect(await signInWithPassword({ email: nova.email, password }, "203.0.113.1")).toMatchObject({ name: nova.name });
    expect(await openInvitation(token)).not.toBeNull();
  });

  it("says nothing to the inviting admin about accounts elsewhere", async () => {
    await makeUser({ email: "known@people.example" });
    const shapes = [];
    for (const email of ["known@people.example", "unknown@people.example"]) {
      const { id: _, link: __, token: ___, ...rest } = await invited(email);
      shapes.push(rest);
    }
    expect(shapes[0]).toEqual(shapes[1]);
  });

  it("ends when it is withdrawn, replaced or seven days old", async () => {
    const first = await invited("nova5@people.example");
    const second = await invited("nova5@people.example");
    expect(await openInvitation(first.token)).toBeNull();
    expect(await openInvitation(second.token)).not.toBeNull();
    await withdrawInvitation({ tenant: tenant.slug, invitationId: second.id });
    expect(await openInvitation(second.token)).toBeNull();
    expect(await withdrawInvitation({ tenant: tenant.slug, invitationId: second.id })).toMatchObject({
      error: { code: "not-found" },
    });
    const third = await invited("nova5@people.example");
    await database.admin(`update invitations set expires_at = expires_at - interval '7 days' where id = $1`, [
      third.id,
    ]);
    expect(await openInvitation(third.token)).toBeNull();
    requestAs(null);
    for (const { token } of [first, second, third])
      expect(await accept(token)).toMatchObject({ error: { code: "not-found" } });
  });

  it("of another tenant cannot be withdrawn, and a foreign tenant's id in the token opens nothing", async () => {
    const { id, token } = await invited("nova6@people.example");
    const other = await makeTenant();
    requestAs(await asRole(other, "admin"));
    expect(await withdrawInvitation({ tenant: other.slug, invitationId: id })).toMatchObject({
      error: { code: "not-found" },
    });
    const foreign = Buffer.from(other.id.replaceAll("-", ""), "hex").toString("base64url") + token.slice(22);
    for (const tried of [foreign, token.slice(0, -1), `${token.slice(0, -1)}A`, "", "x".repeat(65)]) {
      expect(await openInvitation(tried)).toBeNull();
    }
  });

  it("is refused for a member, but not for a disabled one, who comes back with the new role", async () => {
    const member = await asRole(tenant, "finance");
    const again = await inviteMember({ tenant: tenant.slug, email: member.user.email, role: "coach", locale: "en" });
    expect(again).toMatchObject({ ok: false, error: { code: "conflict", fields: { email: "alreadyMember" } } });
    await disableMember({ tenant: tenant.slug, userId: member.user.id });
    const { token } = await invited(member.user.email);
    requestAs(member);
    await accept(token, null);
    expect(await accessOf(member.user.id, tenant.slug)).toMatchObject({ role: "coach" });
  });

  it("takes no rights away from somebody who became an admin in the meantime", async () => {
    const nova = await signedIn(await makeUser({ email: "nova7@people.example" }));
    const { token } = await invited("nova7@people.example");
    await joinAs(tenant, nova.user, "admin");
    requestAs(nova);
    expect(await accept(token, null)).toMatchObject({ ok: true });
    expect(await accessOf(nova.user.id, tenant.slug)).toMatchObject({ role: "admin" });
  });

  it.each([
    [{ name: "", password }, { "account.name": "nameMissing" }],
    [{ name: "Nova", password: "short" }, { password: "passwordShort" }],
    [{ name: "Nova", password: "lumen house lumen house" }, { password: "passwordContext" }],
  ])("asks for a name and a good password: %o", async (account, fields) => {
    const { token } = await invited("nova8@people.example");
    requestAs(null);
    expect(await accept(token, account)).toMatchObject({ ok: false, error: { code: "invalid", fields } });
    expect(await openInvitation(token)).not.toBeNull();
  });
});

describe("the invitation's mail", () => {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        received.push(Buffer.concat(parts).toString("utf8"));
        done();
      });
    },
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

  it("arrives in text and HTML, in the language of the page, with the link", async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    setEnvironment({ SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
    const { mailed, token } = await invited("nova9@people.example");
    expect(mailed).toBe(true);
    const [mail = ""] = received;
    expect(mail).toMatch(/^To: nova9@people\.example\r$/m);
    expect(mail).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail).toContain("multipart/alternative");
    const plain = mail.replaceAll("=\r\n", "").replaceAll("=3D", "=");
    expect(plain.split(`/de/invite/${token}`)).toHaveLength(4);
    expect(plain).toContain("Lumen House");
  });

  it("is not what the invitation depends on: without an answer from the server the link is still there", async () => {
    setEnvironment({ SMTP_URL: "smtp://127.0.0.1:1" });
    const { token, mailed } = await invited("nova10@people.example");
    expect(mailed).toBe(false);
    expect(await openInvitation(token)).not.toBeNull();
  });
});
