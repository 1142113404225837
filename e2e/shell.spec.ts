import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, signIn } from "./support/act";

const admin = "admin@lumen.attune.test";

/** What a page complains about in the console: blocked scripts and styles among it. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => message.type() === "error" && found.push(message.text()));
  page.on("pageerror", (error) => found.push(error.message));
  return found;
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("keys turn the period, open what helps, and rest while somebody types", async ({ page }) => {
  const found = complaints(page);
  await signIn(page, admin);
  await page.goto("/en/lumen");

  await test.step("D, W, M and the arrows", async () => {
    await page.keyboard.press("w");
    await expect(page).toHaveURL(/range=7d/);
    await page.keyboard.press("ArrowLeft");
    await expect(page).toHaveURL(/range=custom&from=[\d-]+&to=[\d-]+/);
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/range=7d/);
    await page.keyboard.press("d");
    await page.waitForURL(/range=custom/);
    const search = new URL(page.url()).searchParams;
    expect(search.get("from")).toBe(search.get("to"));
  });

  await test.step("a chart keeps the arrows that are pressed in it", async () => {
    await page.goto("/en/lumen");
    const readout = page.getByRole("slider").first();
    await readout.focus();
    const before = await readout.getAttribute("aria-valuetext");
    await page.keyboard.press("ArrowLeft");
    await expect(readout).not.toHaveAttribute("aria-valuetext", before ?? "");
    await expect(page).not.toHaveURL(/range=/);
  });

  await test.step("the list of keys, and its switch", async () => {
    await page.locator("h1").click();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(help).toBeVisible();
    await page.keyboard.press("w");
    await help.getByRole("switch", { name: "Single-key shortcuts" }).uncheck();
    await page.keyboard.press("Escape");
    await expect(help).toBeHidden();
    await page.keyboard.press("w");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Go to a page" })).toBeFocused();
    await expect(page).not.toHaveURL(/range=/);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await help.getByRole("switch", { name: "Single-key shortcuts" }).check();
    await page.keyboard.press("Escape");
  });

  await test.step("the palette goes to a session by its name", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("unity");
    const palette = page.getByRole("dialog", { name: "Go to a page" });
    await expect(palette.getByRole("option").first()).toContainText("Evening of unity");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Evening of unity" })).toBeVisible();
  });

  await test.step("the slash goes to the search, where letters are letters", async () => {
    await page.goto("/en/lumen/settings/members");
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox").first()).toBeFocused();
    await page.getByRole("searchbox").first().fill("");
    await page.keyboard.type("w?d");
    await expect(page).toHaveURL(/q=w%3Fd|q=w\?d/);
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  expect(found).toEqual([]);
});

test("light, dark and the language are chosen by the reader and known to the server", async ({ page }) => {
  await signIn(page, admin);
  await page.goto("/en/lumen/masters?range=7d");
  await page.getByRole("button", { name: /^Signed in as/ }).click();
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Escape");

  const html = await (await page.request.get("/en/lumen/masters")).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  await page.reload();
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Signed in as/ }).click();
  await page.getByRole("link", { name: "Deutsch" }).click();
  await expect(page).toHaveURL(/\/de\/lumen\/masters\?range=7d$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.goto("/");
  await expect(page).toHaveURL(/\/de\/lumen$/);
});

test("a chart can be read as a table, and looked at more closely", async ({ page }) => {
  const found = complaints(page);
  await signIn(page, admin);
  await page.goto("/en/lumen");
  const chart = page.getByRole("figure").first();
  await chart.getByText("Show as a table").click();
  await expect(chart.locator("tbody tr")).toHaveCount(30);
  await expect(chart.locator("tbody tr").last()).toContainText("in progress");

  await chart.getByRole("button", { name: "Look closer" }).click();
  const closer = page.getByRole("dialog");
  await expect(closer.locator("svg path").first()).toBeVisible();
  await closer.getByRole("button", { name: "Before" }).click();
  await expect(closer.getByRole("button", { name: "Before" })).toHaveAttribute("aria-pressed", "false");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(closer).toHaveCount(0);
  expect(found).toEqual([]);
});

test("every width from a small phone to a wide screen holds the page", async ({ page }) => {
  await signIn(page, admin);
  for (const width of [360, 768, 1100, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/en/lumen", "/de/lumen/masters", "/de/lumen/settings/members", "/de/account"]) {
      await page.goto(path);
      expect(await overflow(page), `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto("/en/lumen");
  await page.getByRole("button", { name: "Menu" }).click();
  const drawer = page.getByRole("dialog", { name: "Lumen" });
  await expectAccessible(page);
  await drawer.getByRole("link", { name: "Master sessions" }).click();
  await expect(page).toHaveURL(/\/masters$/);
  await expect(drawer).toBeHidden();
});

test("the navigation shows what a role may open, and the rest answers truthfully", async ({ page }) => {
  await signIn(page, "finance@lumen.attune.test");
  await page.goto("/en/lumen");
  const links = page.getByRole("navigation", { name: "Main navigation" }).getByRole("link");
  await expect(links).toHaveText(["Overview"]);
  for (const [path, status] of [
    ["/en/lumen/masters", 403],
    ["/en/lumen/settings/members", 403],
    ["/en/mmc", 404],
    ["/en/no-such-tenant", 404],
    ["/en/lumen/no/such/page", 404],
  ] as const) {
    const response = await page.goto(path);
    expect([path, response?.status()]).toEqual([path, status]);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});

test("pages carry their headers and stay light", async ({ page, request }) => {
  const found = complaints(page);
  await signIn(page, admin);
  const nonceOf = async () => {
    const response = await page.request.get("/en/lumen");
    const headers = response.headers();
    expect(headers["cache-control"]).toBe("private, no-store");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    const nonce = /script-src 'self' 'nonce-([^']+)' 'sha256-[^']+' 'strict-dynamic'(;|$)/.exec(policy)?.[1];
    expect(await response.text()).toContain(`nonce="${nonce}"`);
    return nonce;
  };
  expect(await nonceOf()).not.toBe(await nonceOf());

  // Signed out, without any cookie.
  const away = await request.get("/en/lumen/masters?range=7d", { maxRedirects: 0 });
  expect(away.headers().location).toMatch(/\/en\/sign-in\?returnTo=%2Fen%2Flumen%2Fmasters%3Frange%3D7d$/);

  const scripts: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto("/en/lumen", { waitUntil: "networkidle" });
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
  expect(found).toEqual([]);
});
