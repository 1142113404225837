import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, signIn } from "./support/act";

const unique = Date.now().toString(36);
test.use({ extraHTTPHeaders: { "x-forwarded-for": `203.0.113.${1 + Math.floor(Math.random() * 250)}` } });

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

test("a platform admin makes an organisation, suspends it, and both logs know", async ({ page }) => {
  const slug = `made-${unique}`;
  await signIn(page, "platform@attune.test");
  await page.goto("/en/admin/tenants");
  await page.getByRole("button", { name: "New organisation" }).click();
  const form = page.getByRole("dialog", { name: "A new organisation" });
  await form.getByLabel("Name").fill(`Made ${unique}`);
  await form.getByLabel("Slug").fill("lumen");
  await form.getByLabel("E-mail of the first admin").fill(`first-${unique}@people.example`);
  await form.getByRole("button", { name: "Create organisation" }).click();
  await expect(form.getByText("This slug belongs to another tenant.")).toBeVisible();
  await form.getByLabel("Slug").fill(slug);
  await form.getByRole("button", { name: "Create organisation" }).click();
  const made = page.getByRole("dialog", { name: `Made ${unique} is there` });
  await expect(made.locator("code")).toContainText("/invite/");
  await made.getByRole("button", { name: "Done" }).click();

  const own = row(page, slug);
  await own.hover();
  await own.getByRole("button", { name: /^Limits and features/ }).click();
  const use = page.getByRole("dialog", { name: `What Made ${unique} may use` });
  await use.getByLabel("Webhooks", { exact: true }).uncheck();
  await use.getByRole("button", { name: "Save" }).click();
  await expect(own.getByText("Off: Webhooks")).toBeVisible();
  await own.hover();
  await own.getByRole("button", { name: /^Suspend/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(own.getByText("Suspended")).toBeVisible();

  await page.goto("/en/admin/users");
  await expect(row(page, "Organisation suspended").filter({ hasText: slug })).toBeVisible();
  await expect(row(page, "Features switched").filter({ hasText: slug })).toContainText("off: Webhooks");
  await expect(page.getByText(/entries, whole|One entry, whole/)).toBeVisible();
});

test("figures are shown of any period, and the address says which", async ({ page }) => {
  await signIn(page, "platform@attune.test");
  await page.goto("/en/admin/analytics?client=mmc");
  await page.getByRole("button", { name: "A year" }).click();
  await expect(page).toHaveURL(/client=mmc&period=1y$/);
  await page.getByRole("button", { name: "Custom" }).click();
  await page.getByLabel("From").fill("2026-01-01");
  await page.getByLabel("To", { exact: true }).fill("2026-01-31");
  await page.getByRole("button", { name: "Show this period" }).click();
  await expect(page).toHaveURL(/client=mmc&period=custom&from=2026-01-01&to=2026-01-31$/);
  await page.goto(page.url());
  await expect(page.getByText(/31 Jan 2026, compared with .*31 Dec 2025/)).toBeVisible();
  await page.goto("/en/admin/analytics?period=custom&from=2024-01-01&to=2026-01-31");
  await expect(page.getByText(/1 Jan 2024.* was asked for/)).toBeVisible();
  await page.goto("/en/admin/analytics?period=10y&client=mmc");
  await expect(page.getByText("The value of “period” meant nothing here and was left out.")).toBeVisible();
});

test("names and e-mails stay behind the organisations' walls on every page of the platform", async ({ page }) => {
  await signIn(page, "platform@attune.test");
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    for (const address of ["analytics?client=mmc&period=90d", "cohorts", "tenants", "users", "system"]) {
      await page.goto(`/en/admin/${address}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.content(), address).not.toMatch(/Leonie Brandt|Mara Lindqvist|@lumen\.attune|@mmc\.attune/);
      await expectAccessible(page, `${address}, ${scheme}`);
    }
  }
  await page.goto("/en/admin/cohorts");
  await page.getByRole("table").getByRole("link").first().click();
  // Not the heading of the table, which names its sides the same way and was there before.
  await expect(page.locator("#sessions").getByRole("heading", { name: / × / })).toBeVisible();
  await page.goto("/en/admin/users?q=admin@lumen.attune.test");
  await expect(row(page, "Leonie Brandt")).toBeVisible();
});
