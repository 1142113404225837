import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import { demoPassword } from "@/lib/identity/demo";

/** Signs in through the form as a demo account and waits for its first page. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/en/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/, { timeout: 30_000 });
}

/** Makes an API key in the settings of a tenant, as its admin, and reads the value that is shown once. */
export async function makeKey(page: Page, tenant: string, scopes: readonly ("ingest" | "read")[]): Promise<string> {
  await page.goto(`/en/${tenant}/settings/keys`);
  const form = page.locator("form").filter({ has: page.locator('input[name="ingest"]') });
  await form.locator('input[name="name"]').fill(`End to end ${randomUUID().slice(0, 8)}`);
  for (const scope of ["ingest", "read"] as const) {
    await form.locator(`input[name="${scope}"]`).setChecked(scopes.includes(scope));
  }
  await form.locator('button[type="submit"]').click();
  const value = await page.getByRole("dialog").locator("code").first().textContent();
  expect(value).toMatch(/^atn_[A-Za-z0-9_-]{65}$/);
  await page.keyboard.press("Escape");
  return value ?? "";
}

/**
 * Opens a menu and returns it. By keyboard, because beside a preview of a PDF a pointer misses: the PDF's frame is a process of its own,
 * and right after a scroll the browser still gives it the press that lands where it was.
 */
export async function openMenu(button: Locator): Promise<Locator> {
  await button.press("Enter");
  const menu = button.locator("xpath=following-sibling::*[@popover]");
  await expect(menu).toBeVisible();
  return menu;
}

/** Chooses a value of a filter, once what was chosen before is there: until then the page may move below the pointer. */
export async function chooseFilter(page: Page, filter: string, option: string | RegExp): Promise<void> {
  const bar = page.getByRole("group", { name: "Filters" });
  await expect(bar).not.toHaveAttribute("aria-busy", "true");
  await bar.getByRole("button", { name: filter, exact: true }).click();
  await bar.getByRole("button", { name: option }).click();
}

/**
 * Nothing on the page breaks a rule of accessibility; what does is named with its rule. Into frames nobody can look: one holds a PDF in
 * the browser's own viewer, the other a letter in which no script may run. They only have to say what they hold.
 */
export async function expectAccessible(page: Page, where?: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
    where,
  ).toEqual([]);
  await expect(page.locator("iframe:not([title])")).toHaveCount(0);
}

/** The same in light and in dark, without what moves. Leaves the page light, as it began. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectAccessible(page, colorScheme);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: null });
}

/** Sends one result as the gateway of a quiz does, with an ingest key. */
export async function sendResult(request: APIRequestContext, key: string, record: object): Promise<void> {
  const answer = await request.post("/api/quiz/results", { headers: { authorization: `Bearer ${key}` }, data: record });
  expect(await answer.json()).toMatchObject({ accepted: 1 });
}
