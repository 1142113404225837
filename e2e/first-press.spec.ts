import { expect, type Page, test } from "@playwright/test";
import { demoPassword } from "@/lib/identity/demo";
import { signIn } from "./support/act";

/** Holds back the scripts of every page until they are let go: what a slow line does, without its chance. */
async function holdScripts(page: Page): Promise<() => Promise<void>> {
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  return async () => {
    await expect(page.locator("html[data-awake]")).toHaveCount(0);
    letGo();
    await expect(page.locator("html[data-awake]")).toHaveCount(1);
  };
}

test("what is typed and sent, marked and struck before the scripts arrive is heard once they do", async ({ page }) => {
  const letGo = await holdScripts(page);
  await page.goto("/en/sign-in", { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill("operations@lumen.attune.test");
  await page.getByLabel("Password", { exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await letGo();
  await expect(page).toHaveURL(/\/en\/lumen/);

  const again = await holdScripts(page);
  await page.goto("/en/lumen/masters?range=7d", { waitUntil: "commit" });
  await page.getByRole("button", { name: /^Signed in as/ }).click();
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await page.keyboard.press("Escape");
  await again();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  const last = await holdScripts(page);
  await page.goto("/en/lumen?range=7d", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await last();
  await expect(page).toHaveURL(/range=custom/);
});

test("buttons, choices and searches that were used before the scripts arrive do what they say", async ({ page }) => {
  await signIn(page, "platform@attune.test");

  await test.step("a button is pressed once, however often it was pressed", async () => {
    const letGo = await holdScripts(page);
    await page.goto("/en/admin/tenants", { waitUntil: "commit" });
    const open = page.getByRole("button", { name: "New organisation" });
    await open.click();
    await open.press("Enter");
    await letGo();
    await expect(page.getByRole("dialog", { name: "A new organisation" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(open).toBeFocused();
    // Afterwards the page hears everything by itself, and only once.
    await open.click();
    await expect(page.getByRole("dialog", { name: "A new organisation" })).toBeVisible();
  });

  await test.step("a search is made", async () => {
    const letGo = await holdScripts(page);
    await page.goto("/en/admin/users", { waitUntil: "commit" });
    await page.getByRole("searchbox").fill("@harbor.attune.test");
    await letGo();
    await expect(page).toHaveURL(/q=%40harbor|q=@harbor/);
    await expect(page.getByRole("searchbox")).toHaveValue("@harbor.attune.test");
  });

  await test.step("a choice is taken", async () => {
    const letGo = await holdScripts(page);
    await page.goto("/en/admin/analytics", { waitUntil: "commit" });
    const list = page.getByRole("main").getByRole("combobox").first();
    const value = await list.locator("option").last().getAttribute("value");
    await list.selectOption(value);
    await letGo();
    await expect(page).toHaveURL(new RegExp(`=${value}`));
  });
});
