import { type Browser, expect, type Page, test } from "@playwright/test";
import { demoPassword } from "@/lib/identity/demo";
import { expectAccessible, signIn } from "./support/act";

const unique = Date.now().toString(36);
const password = "a heron waits by the weir";
const admin = "admin@harbor.attune.test";
const members = "/en/harbor/settings/members";

// Throttling counts by address; every run comes from one of its own, as through a proxy.
const address = () => `198.51.100.${1 + Math.floor(Math.random() * 250)}`;
test.use({ extraHTTPHeaders: { "x-forwarded-for": address() } });

async function fillSignIn(page: Page, email: string, tried: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(tried);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Invites an address as the admin on `page` and accepts in a browser of its own. Returns the new member's page. */
async function inviteAndJoin(page: Page, browser: Browser, email: string, name: string): Promise<Page> {
  await page.goto(members);
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption("coach");
  await page.getByRole("button", { name: "Send invitation" }).click();
  const dialog = page.getByRole("dialog", { name: `${email} is invited` });
  const link = (await dialog.locator("code").textContent()) ?? "";
  expect(new URL(link).pathname).toMatch(/^\/en\/invite\/[\w-]{65}$/);
  await dialog.getByRole("button", { name: "Done" }).click();

  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await other.goto(new URL(link).pathname);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Welcome to Harbor");
  await other.getByLabel("Your name").fill(name);
  await other.getByLabel("Choose a password").fill(password);
  await other.getByRole("button", { name: "Create account and join" }).click();
  await expect(other).toHaveURL(/\/en\/harbor$/);
  return other;
}

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

test.describe("signing in", () => {
  test("works with the keyboard alone and leads back to where one wanted to go", async ({ page }) => {
    await page.goto(`${members}?q=harbor`);
    await expect(page).toHaveURL(/\/en\/sign-in\?returnTo=/);
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
    await page.getByLabel("E-mail").focus();
    await page.keyboard.type(admin);
    await page.keyboard.press("Tab");
    await page.keyboard.type(demoPassword);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/en\/harbor\/settings\/members\?q=harbor$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Members");
  });

  test("offers the demo accounts, whose press fills the form", async ({ page }) => {
    await page.goto("/en/sign-in");
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
    await page.getByRole("button", { name: "Finance finance@harbor.attune.test" }).click();
    await expect(page.getByLabel("E-mail")).toHaveValue("finance@harbor.attune.test");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/en\/harbor$/);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`is readable for everybody, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const path of ["/en/sign-in", "/de/sign-in?error=oidc-unknown", "/en/invite/unknown"]) {
        await page.goto(path);
        await expectAccessible(page);
      }
    });
  }

  test("says the same to a wrong password and to an unknown e-mail", async ({ page }) => {
    await page.goto("/en/sign-in");
    for (const email of ["operations@harbor.attune.test", `nobody-${unique}@people.example`]) {
      await fillSignIn(page, email, "not the right one at all");
      await expect(page.getByRole("alert").first()).toHaveText(
        "E-mail and password do not fit together. Check both and try again.",
      );
      await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
    }
    await page.goto("/de/sign-in");
    await page.getByLabel("E-Mail").fill(`nobody-${unique}@people.example`);
    await page.getByLabel("Passwort", { exact: true }).fill("not the right one at all");
    await page.getByRole("button", { name: "Anmelden", exact: true }).click();
    await expect(page.getByRole("alert").first()).toContainText("passen nicht zusammen");
  });

  test("asks to wait after five attempts, known e-mail or not", async ({ page }) => {
    await page.goto("/en/sign-in");
    const email = `hasty-${unique}@people.example`;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await fillSignIn(page, email, `attempt ${attempt}`);
      await expect(page.getByRole("button", { name: "Sign in", exact: true })).not.toHaveAttribute("aria-busy");
    }
    await fillSignIn(page, email, "attempt 5");
    await expect(page.getByRole("alert").first()).toHaveText(
      /Too many attempts\. Wait a little before the next one\. The next attempt opens in [123]\d seconds\./,
    );
  });

  test("ends with signing out, also for a copy of the cookie", async ({ page, context }) => {
    await signIn(page, "coach@harbor.attune.test");
    const kept = await context.cookies();
    const session = kept.find(({ name }) => name.endsWith("attune.session"));
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    await page.goto("/en/account");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/en\/sign-in$/);
    expect((await context.cookies()).some(({ name }) => name.endsWith("attune.session"))).toBe(false);
    await context.addCookies(kept);
    await page.goto("/en/harbor");
    await expect(page).toHaveURL(/\/en\/sign-in/);
  });
});

test.describe("members", () => {
  test("are invited, change their role, lose and regain access, each on their next request", async ({
    page,
    browser,
  }) => {
    test.slow();
    const email = `nova-${unique}@people.example`;
    await signIn(page, admin);
    const nova = await inviteAndJoin(page, browser, email, "Nova Lind");

    await test.step("a coach reaches no settings", async () => {
      expect((await nova.goto(members))?.status()).toBe(403);
      expect((await nova.goto("/en/harbor/settings"))?.status()).toBe(403);
      await page.goto("/en/harbor/settings");
      await expect(page).toHaveURL(/\/settings\/members$/);
    });
    await test.step("an admin does, from the next request on", async () => {
      await page.goto(`${members}?q=${email}`);
      await page.getByRole("combobox", { name: "Role of Nova Lind" }).selectOption("admin");
      await expect(page.getByText("Nova Lind now has the role Admin.")).toBeVisible();
      expect((await nova.goto(members))?.status()).toBe(200);
      await expectAccessible(nova);
    });
    await test.step("without access the organisation is as if it did not exist", async () => {
      await row(page, email).hover();
      await page.getByRole("button", { name: "Withdraw access Nova Lind" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Withdraw access" }).click();
      await expect(row(page, email).getByRole("cell", { name: "withdrawn" })).toBeVisible();
      const gone = await nova.goto(members);
      expect(gone?.status()).toBe(404);
      const unknown = await nova.goto("/en/no-such-tenant/settings/members");
      expect(unknown?.status()).toBe(404);
    });
    await test.step("and comes back with the role she had", async () => {
      await row(page, email).hover();
      await page.getByRole("button", { name: "Restore access Nova Lind" }).click();
      await expect(row(page, email).getByRole("cell", { name: "active" })).toBeVisible();
      expect((await nova.goto(members))?.status()).toBe(200);
    });
    await test.step("she changes her password", async () => {
      await nova.goto("/en/account");
      await nova.getByLabel("Current password").fill(password);
      await nova.getByLabel("New password").fill("the same heron has left");
      await nova.getByRole("button", { name: "Change password" }).click();
      await expect(nova.getByText("The password is changed.")).toBeVisible();
    });
    await nova.context().close();
  });

  test("cannot leave an organisation without an admin", async ({ page }) => {
    await signIn(page, "admin@mmc.attune.test");
    await page.goto("/en/mmc/settings/members?q=admin%40mmc");
    await page.getByRole("combobox", { name: "Role of Mara Lindqvist" }).selectOption("coach");
    const dialog = page.getByRole("dialog", { name: "Give yourself the role Coach?" });
    await dialog.getByRole("button", { name: "Change role" }).click();
    await expect(dialog.getByRole("alert")).toHaveText(
      "This is the last active admin. Make somebody else an admin first.",
    );
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("combobox", { name: "Role of Mara Lindqvist" })).toHaveValue("admin");
  });

  test("may be invited and uninvited", async ({ page }) => {
    const email = `late-${unique}@people.example`;
    await signIn(page, admin);
    await page.goto(members);
    await page.getByRole("textbox", { name: "E-mail" }).fill(email);
    await page.getByRole("button", { name: "Send invitation" }).click();
    const link = (await page.getByRole("dialog").locator("code").textContent()) ?? "";
    await page.getByRole("button", { name: "Done" }).click();
    await row(page, email).hover();
    await page.getByRole("button", { name: `Withdraw ${email}` }).click();
    await expect(page.getByText(`The invitation of ${email} is withdrawn.`)).toBeVisible();
    await page.goto(new URL(link).pathname);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation is closed");
  });
});

test.describe("keys and the audit log", () => {
  test("a key is made, used, seen to be used, and revoked; the log tells and is whole", async ({ page, request }) => {
    const name = `Studio ${unique}`;
    await signIn(page, admin);
    await page.goto("/en/harbor/settings/keys");
    await expectAccessible(page);
    const form = page.locator("form").filter({ has: page.locator('input[name="ingest"]') });
    await form.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Read results").check();
    await page.getByRole("button", { name: "Create key" }).click();
    const dialog = page.getByRole("dialog", { name: `The key “${name}”` });
    const key = (await dialog.locator("code").textContent()) ?? "";
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(row(page, name)).toContainText("never");
    expect(await page.content()).not.toContain(key);

    const headers = { authorization: `Bearer ${key}` };
    expect((await request.get("/api/master-sessions", { headers })).status()).toBe(200);
    await page.reload();
    await expect(row(page, name)).not.toContainText("never");

    await row(page, name).hover();
    await page.getByRole("button", { name: `Revoke ${name}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke the key" }).click();
    await expect(row(page, name)).toContainText("revoked");
    // The button is gone; whoever pressed it by keyboard goes on in the list, not at the top of the page.
    await expect(page.locator("main :focus")).toHaveCount(1);
    expect((await request.get("/api/master-sessions", { headers })).status()).toBe(401);

    await page.goto("/en/harbor/settings/audit");
    await expect(page.getByText(/The log is whole: \d+ entries verified/)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Search the entries").fill(name);
    await page.getByLabel("Search the entries").press("Enter");
    await expect(page).toHaveURL(/q=Studio/);
    await expect(page.getByText("2 entries on this page")).toBeVisible();
    await expect(page.getByRole("rowheader")).toHaveText([/API key revoked/, /API key created/]);

    const exported = await page.request.get(`/api/audit/export?tenant=harbor&format=csv&q=${encodeURIComponent(name)}`);
    expect((await exported.text()).trim().split("\r\n")).toHaveLength(3);
  });

  test("the catalogue shows each event with code to copy", async ({ page }) => {
    await signIn(page, admin);
    await page.goto("/en/harbor/settings/keys?code=curl&event=practice.ready#practice.ready");
    const event = page.locator("details").filter({ has: page.getByText("practice.ready", { exact: true }) });
    await expect(event.locator("pre")).toContainText("curl http");
    await expect(event.getByRole("rowheader", { name: "sessionId" })).toBeVisible();
  });
});

test.describe("my account", () => {
  test("keeps name, language and colours, and is readable for everybody", async ({ page }) => {
    await signIn(page, "finance@mmc.attune.test");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto("/en/account");
      await expectAccessible(page);
    }
    await page.getByLabel("Name", { exact: true }).fill(`Piet ${unique}`);
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByText("The name is saved.")).toBeVisible();
    await page.getByRole("radio", { name: "Dark" }).check();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await expect(page).toHaveURL(/\/de\/account$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mein Konto");
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`Piet ${unique}`);
    await page.goto("/de/mmc");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });

  test("lists devices and ends the session of another", async ({ page, browser }) => {
    const other = await (await browser.newContext()).newPage();
    await signIn(other, "operations@mmc.attune.test");
    await signIn(page, "operations@mmc.attune.test");
    await page.goto("/en/account");
    await page.getByRole("button", { name: "End all other sessions" }).click();
    await expect(page.getByText(/sessions? ha(s|ve) ended/).first()).toBeVisible();
    await other.goto("/en/mmc");
    await expect(other).toHaveURL(/\/en\/sign-in/);
    await other.context().close();
  });
});

test.describe("the platform", () => {
  test("shows a platform admin sums of every organisation, and opens none", async ({ page }) => {
    await signIn(page, "platform@attune.test");
    await expect(page).toHaveURL(/\/en\/admin\/tenants$/);
    await expect(row(page, "lumen · ")).toBeVisible();
    await expectAccessible(page);
    expect(await page.content()).not.toMatch(/Leonie Brandt|admin@lumen/);
    expect((await page.goto("/en/lumen"))?.status()).toBe(404);
  });

  test("does not exist for anybody else", async ({ page }) => {
    await signIn(page, admin);
    expect((await page.goto("/en/admin/tenants"))?.status()).toBe(404);
  });
});
