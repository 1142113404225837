import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, makeKey, sendResult, signIn } from "@/e2e/support/act";

// A session of its own in the demo's tenant; an id that no other run has.
const id = `e2e-${Date.now().toString(36)}`;
const email = `${id}@example.org`;

/** A receiver on this machine that agrees to everything. */
async function receiver() {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(204).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

async function makeWebhook(page: Page, name: string, url: string): Promise<void> {
  await page.goto("/en/mmc/settings/webhooks", { waitUntil: "networkidle" });
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.getByRole("button", { name: "Make endpoint" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
}

async function deleteWebhook(page: Page, name: string): Promise<void> {
  await page.goto("/en/mmc/settings/webhooks", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: `More ${name}` }).click();
  await page.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the endpoint" }).click();
  await expect(page.getByRole("heading", { level: 3, name })).toHaveCount(0);
}

test("a gateway's result is found, read, noted and judged by a coach", async ({ page, request }) => {
  test.setTimeout(120_000);
  await signIn(page, "admin@mmc.attune.test");
  const key = await makeKey(page, "mmc", ["ingest"]);
  const { url, close } = await receiver();
  await makeWebhook(page, `Warehouse ${id}`, url);
  await sendResult(request, key, {
    session_id: id,
    framework_id: "archetypes",
    format: "deal",
    user_email: email,
    user_name: "Elif Example",
    scores: { hero: 90, sage: 10 },
    primary_id: "hero",
    secondary_id: "sage",
  });

  await page.goto("/en/coach/quiz-sessions?tenant=mmc");
  await expect(page).toHaveURL(/\/en\/mmc\/quiz-sessions/);
  await expect(async () => {
    await page.goto(`/en/mmc/quiz-sessions?q=${encodeURIComponent(email)}`);
    await expect(page.getByRole("link", { name: /Elif Example/ })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(page);

  await page.getByRole("link", { name: /Elif Example/ }).click();
  await expect(page).toHaveURL(new RegExp(`open=${id}`));
  const drawer = page.getByRole("dialog", { name: "Elif Example" });
  await expect(drawer.getByRole("rowheader", { name: "Hero" })).toBeVisible();
  await expectAccessible(page);
  await drawer.getByLabel("New note").fill("Call **on Monday**");
  await drawer.getByRole("button", { name: "Add note" }).click();
  await expect(drawer.getByText("on Monday")).toBeVisible();
  // What was written by mistake goes after a question, and the panel stays open whatever is answered.
  await drawer.getByLabel("New note").fill("Not this one");
  await drawer.getByRole("button", { name: "Add note" }).click();
  const mistake = drawer.getByRole("listitem").filter({ hasText: "Not this one" });
  await mistake.getByRole("button", { name: "Remove" }).click();
  await page.keyboard.press("Escape");
  await expect(mistake).toBeVisible();
  await mistake.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove the note" }).click();
  await expect(mistake).toHaveCount(0);
  await expect(drawer.getByRole("status")).toContainText("Note removed");
  await drawer.getByLabel("Lead of this person").selectOption("hot");
  await drawer.getByRole("button", { name: "Set", exact: true }).click();
  await expect(drawer.getByText(/^Set by hand; the rule would say/)).toBeVisible();

  await expect(async () => {
    await page.reload();
    const deliveries = drawer.getByRole("region", { name: "Webhook deliveries" });
    await expect(deliveries).toContainText(`Saw the result to Warehouse ${id}delivered, 1 attempt · 204`, {
      timeout: 2_000,
    });
  }).toPass({ timeout: 30_000 });

  await drawer.getByRole("link", { name: "All sessions of this person" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Elif Example" })).toBeVisible();
  await expectAccessible(page);
  // Her session opens among hers alone.
  await page.locator("tbody th a").first().click();
  await expect(page.getByRole("dialog", { name: "Elif Example" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove the filter Person: Elif Example" }).click();
  await expect(page).not.toHaveURL(/prospect=/);
  await deleteWebhook(page, `Warehouse ${id}`);
  close();
});

test("the heatmap's cells open their sessions, and the rule reads in words", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "coach@mmc.attune.test");
  await page.goto("/en/mmc/quiz-sessions/drop-off?range=90d&format=game");
  await expectAccessible(page);
  await page
    .getByRole("row", { name: /^Start/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page).toHaveURL(/step=start/);
  await expect(page.getByRole("heading", { level: 1, name: /Who took a quiz/ })).toBeVisible();
  await page.locator("tbody th a").first().click();
  await expect(page).toHaveURL(/open=/);
  await expect(page.getByRole("dialog")).toBeVisible();
  const first = page.url();
  await page.keyboard.press("ArrowDown");
  await expect(page).not.toHaveURL(first);
  await expect(page).toHaveURL(/open=/);
  // Closing it leaves the reader in the row that she came to.
  const came = new URL(page.url()).searchParams.get("open");
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/open=/);
  await expect(page.locator(`tbody th a[href*="open=${came}"]`)).toBeFocused();

  await page.goto("/en/mmc/quiz-sessions/drop-off?range=90d&format=game");
  const graph = page.getByRole("group", { name: "Ways through the quiz" });
  for (const [part, chip] of [
    [/straight on to forest/, "Remove the filter Straight on to: forest"],
    [/came no further/, "Remove the filter At this step: Stopped there"],
  ] as const) {
    const band = graph.getByRole("link", { name: part }).first();
    const said = /: ([\d,]+) session/.exec((await band.getAttribute("aria-label")) ?? "")?.[1];
    await band.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText(new RegExp(`^\\d+ of ${said} sessions$`))).toBeVisible();
    await expect(page.getByRole("button", { name: chip })).toBeVisible();
    await page.goBack();
  }

  // With every column the table scrolls by itself; the page stays where it is.
  await page.goto(
    "/en/mmc/quiz-sessions?range=90d&columns=framework,format,version,result,scores,lead,source,duration,cost,language,tags",
  );
  await expect(page.getByRole("columnheader", { name: "AI cost" })).toBeAttached();
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
    .toBe(0);

  await page.goto("/en/mmc/quiz-sessions?range=90d");
  await page.getByRole("link", { name: "Next", exact: true }).click();
  await expect(page).toHaveURL(/cursor=/);
  await page.getByRole("link", { name: "Previous", exact: true }).click();
  await expect(page).not.toHaveURL(/cursor=/);
  await page.getByLabel("Choose every session on this page").check();
  await expect(page.getByText("50 sessions chosen")).toBeVisible();
  await page.getByRole("button", { name: /^Choose all [\d,]+ on every page/ }).click();
  await expect(page.getByText("50 sessions chosen")).toBeHidden();
  await page.getByRole("button", { name: "Choose none" }).click();
  await page.locator("tbody th a").last().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const last = page.url();
  // The next session stands on the next page, and the way back leads to this one.
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/cursor=/);
  await page.keyboard.press("ArrowUp");
  await expect(page).toHaveURL(last);

  await page.goto("/en/mmc/quiz-sessions/lead-rule");
  await expect(page.getByText(/from 45 warm/)).toBeVisible();
  await page.getByLabel("Completed the quiz").fill("0");
  await page.getByRole("button", { name: "How many would change?" }).click();
  const told = page.getByText(/^[\d,]+ of [\d,]+ sessions would have another lead/);
  await expect(told).toBeVisible();
  // The lines say from which lead to which, and together they are all that change.
  const lines = await page.getByText(/^[\d,]+ sessions? from \w+ to \w+$/).allTextContents();
  const numbers = [(await told.textContent()) ?? "", ...lines].map((text) =>
    Number(text.split(" ")[0]?.replace(",", "")),
  );
  expect(numbers.slice(1).reduce((sum, n) => sum + n, 0)).toBe(numbers[0]);
  await expectAccessible(page);
});
