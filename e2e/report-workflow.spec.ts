import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessibleInBothThemes, makeKey, openMenu, signIn } from "./support/act";

const minute = 60_000;

/** Sends a session of `people` that ended a minute ago. */
async function plant(request: APIRequestContext, key: string, sessionId: string, people: number): Promise<Date> {
  const start = new Date(Date.now() - 31 * minute);
  const at = (minutes: number) => new Date(start.getTime() + minutes * minute).toISOString();
  const studio = (name: string, time: string, properties: object = {}) => ({
    id: randomUUID(),
    name,
    time,
    anonymousId: "studio",
    properties: { sessionId, ...properties },
  });
  const events: object[] = [
    studio("practice.scheduled", at(-60), {
      masterId: `${sessionId}-master`,
      masterName: "Vera Lind",
      title: "An evening at the water",
      language: "en",
      startsAt: at(0),
      durationMinutes: 30,
    }),
    studio("practice.started", at(0)),
    ...Array.from({ length: people }, (_, person) => ready(sessionId, person, at(-1))),
    studio("practice.ended", at(30)),
  ];
  await send(request, key, events);
  return start;
}

const ready = (sessionId: string, person: number, time: string) => ({
  id: randomUUID(),
  name: "practice.ready",
  time,
  userId: `${sessionId}-${person}`,
  context: { locale: person % 2 ? "de-DE" : "en-GB", country: person % 2 ? "DE" : "GB" },
  properties: { sessionId, deviceId: "phone" },
});

async function send(request: APIRequestContext, key: string, events: object[]): Promise<void> {
  const answer = await request.post("/api/ingest", { data: events, headers: { authorization: `Bearer ${key}` } });
  expect(answer.status(), await answer.text()).toBe(200);
}

async function share(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share report" }).click();
  const address = page
    .getByRole("dialog")
    .getByText(/\/r\/[A-Za-z0-9_-]{65}$/)
    .first();
  const url = await address.textContent();
  await page.getByRole("button", { name: "Done" }).click();
  return new URL(url ?? "").pathname;
}

const parts = (page: Page): Locator => page.getByRole("list", { name: "Parts" }).getByRole("listitem");

test("a report goes from its draft to the master's word back", async ({ page, browser, baseURL }) => {
  test.slow();
  const sessionId = `workflow-${Date.now()}`;
  const builder = `/en/lumen/masters/sessions/${sessionId}/report`;
  await signIn(page, "admin@lumen.attune.test");
  const key = await makeKey(page, "lumen", ["ingest"]);
  const start = await plant(page.request, key, sessionId, 26);

  await test.step("a draft is there soon after the end, made by nobody", async () => {
    await expect(async () => {
      await page.goto(builder);
      await expect(page.getByText("Attune made this draft when the session ended.")).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    await expect(page.getByRole("region", { name: "Page" })).toContainText("26");
  });

  await test.step("its parts are put in order with the keyboard, and stay there", async () => {
    await expect(parts(page).first()).toContainText("How the circle filled");
    const handle = page.getByRole("button", { name: "Move “Countries”" });
    await handle.focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowUp");
    await expect(page.getByText("“Countries” is now number 1 of 11.")).toBeAttached();
    await expect(handle).toBeFocused();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Page" }).getByRole("heading", { level: 3 }).first()).toHaveText(
      "Countries",
    );
    await page.reload();
    await expect(parts(page).first()).toContainText("Countries");
  });

  const first = await test.step("a first version is shared", async () => {
    await page.getByRole("textbox", { name: "For whom" }).fill("First link");
    return share(page);
  });

  await test.step("somebody who was offline is counted late, and the report says that it is older", async () => {
    await send(page.request, key, [ready(sessionId, 26, new Date(start.getTime() + 5 * minute).toISOString())]);
    await expect(async () => {
      await page.goto(builder);
      await expect(page.getByText("people 26 → 27").first()).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
  });

  const second = await test.step("a second version, with a password and without a PDF", async () => {
    await page.getByRole("textbox", { name: "For whom" }).fill("Second link");
    await page.getByRole("textbox", { name: /^Password/ }).fill("lantern light");
    await page.getByRole("checkbox", { name: "The PDF may be downloaded" }).uncheck();
    const link = await share(page);
    const versions = page.locator("#versions").getByRole("row");
    await expect(versions.filter({ hasText: "Version 2" })).toContainText("As they are now", { timeout: 45_000 });
    await expect(versions.filter({ hasText: "Version 1" })).toContainText("Newer data has come in");
    return link;
  });

  const master = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 } });
  const phone = await master.newPage();
  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const scriptless = await plain.newPage();

  await test.step("the password opens it without any script; its PDF is refused in a friendly way", async () => {
    await scriptless.goto(second);
    for (const [password, heading] of [
      ["wrong guess", "A report for you"],
      ["lantern light", "An evening at the water"],
    ] as const) {
      await scriptless.getByLabel("Password").fill(password);
      await scriptless.getByRole("button", { name: "Open the report" }).click();
      await expect(scriptless.getByRole("heading", { level: 1 })).toHaveText(heading);
    }
    await expect(scriptless.locator("main")).toContainText("27 people gathered");
    await expect(scriptless.getByRole("link", { name: "Download as PDF" })).toHaveCount(0);
    await scriptless.goto(`${second}/report.pdf`);
    await expect(scriptless.getByRole("heading", { level: 1 })).toHaveText("This report is only to be read here");
  });

  await test.step("a new password ends what the old one opened", async () => {
    const row = page.locator("#links").getByRole("row").filter({ hasText: "Second link" });
    const menu = await openMenu(row.getByRole("button", { name: /^Actions/ }));
    await menu.getByRole("button", { name: "Password" }).press("Enter");
    await page.getByRole("dialog").getByRole("textbox", { name: "New password" }).fill("another lantern");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The password is changed.")).toBeVisible();
    await scriptless.goto(second);
    await expect(scriptless.getByRole("heading", { level: 1 })).toHaveText("A report for you");
  });

  await test.step("every page that stands in for a report can be read by everybody", async () => {
    for (const [address, heading] of [
      [second, "A report for you"],
      ["/r/nothing-here", "This report is no longer here"],
    ] as const) {
      await phone.goto(address);
      await expect(phone.getByRole("heading", { level: 1 })).toHaveText(heading);
      await expectAccessibleInBothThemes(phone);
    }
    await page.goto(`${builder}/versions/1`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });

  await test.step("the older link still shows the older figures; the master reads and writes back", async () => {
    // The page tells after three seconds, whatever else is looked at meanwhile.
    const opened = phone.waitForResponse((answer) => answer.url().includes("/open?"));
    await phone.goto(first);
    await expect(phone.locator("main")).toContainText("26 people gathered");
    await expect(phone.locator("main")).not.toContainText("27 people");
    await expectAccessibleInBothThemes(phone);
    await phone.getByRole("heading", { name: "A word back" }).scrollIntoViewIfNeeded();
    await phone.getByRole("textbox", { name: "Your message" }).fill("Thank you, I read it by the water.");
    await phone.getByRole("textbox", { name: "Your name" }).fill("Vera");
    await opened;
    await phone.getByRole("button", { name: "Send" }).click();
    await expect(phone.getByText("Your words are on their way to")).toBeVisible();
    // Leaving tells how long she read; what arrived is seen by operations below.
    await phone.goto("about:blank");
  });

  await test.step("and operations sees who has read for how long, and what came back", async () => {
    await expect(async () => {
      await page.goto(builder);
      const row = page.locator("#links").getByRole("row").filter({ hasText: "First link" });
      await expect(row).toContainText(/first on/, { timeout: 1000 });
      await expect(row).toContainText(/\d+ secs?/, { timeout: 1000 });
    }).toPass({ timeout: 20_000 });
    const reply = page.locator("#replies").getByRole("listitem").filter({ hasText: "I read it by the water." });
    await expect(reply).toContainText("Vera, by the link “First link”");
    await expectAccessibleInBothThemes(page);
    // By keyboard, because of the PDF beside it: see openMenu.
    await reply.getByRole("button", { name: "Mark as read" }).press("Enter");
    await expect(reply).toContainText("Read by");
    await page.goto("/en/lumen/reports");
    await expect(page.locator("#replies")).toContainText("I read it by the water.");
    await expect(page.locator("#open-rate")).toContainText("Vera Lind");
    await expectAccessibleInBothThemes(page);
  });
  await Promise.all([master.close(), plain.close()]);
});
