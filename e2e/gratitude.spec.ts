import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { expectAccessibleInBothThemes, makeKey, signIn } from "./support/act";

const minute = 60_000;
const people = 14;

/** Sends a session that ended a minute ago, in which three people wrote. */
async function plant(request: APIRequestContext, key: string, sessionId: string): Promise<void> {
  const start = Date.now() - 31 * minute;
  const event = (
    name: string,
    at: number,
    person: number | null,
    properties: object = {},
    id: string = randomUUID(),
  ) => ({
    id,
    name,
    time: new Date(start + at * minute).toISOString(),
    ...(person === null ? { anonymousId: "studio" } : { userId: `${sessionId}-${person}` }),
    properties: { sessionId, ...properties },
  });
  const wrote = (person: number, text: string, consent: string) =>
    event(
      "practice.gratitude",
      20 + person,
      person,
      { text, consent, language: "en" },
      `${sessionId}-thanks-${person}`,
    );
  await send(request, key, [
    event("practice.scheduled", -60, null, {
      masterId: `${sessionId}-master`,
      masterName: "Vera Lind",
      title: "Evening of voices",
    }),
    event("practice.started", 0, null),
    ...Array.from({ length: people }, (_, person) => event("practice.ready", -1, person, { deviceId: "phone" })),
    wrote(1, "The silence carried me, and my sister Clara too. Write to rosa@example.org", "quoted"),
    wrote(2, "I came tired and leave rested.", "anonymised"),
    wrote(3, "Nobody may read this aloud.", "none"),
    event("practice.ended", 30, null),
  ]);
}

async function send(request: APIRequestContext, key: string, events: object[]): Promise<void> {
  const answer = await request.post("/api/ingest", { data: events, headers: { authorization: `Bearer ${key}` } });
  expect(answer.status(), await answer.text()).toBe(200);
}

test.use({ actionTimeout: 25_000 });

test("a voice is read by keyboard, printed, and taken back by whoever wrote it", async ({ page, browser, baseURL }) => {
  const sessionId = `voices-${Date.now()}`;
  const queue = `/en/lumen/masters/voices?session=${sessionId}`;
  await signIn(page, "admin@lumen.attune.test");
  const key = await makeKey(page, "lumen", ["ingest"]);
  await plant(page.request, key, sessionId);
  const current = page.locator('[aria-current="true"][data-voice]');

  await test.step("what would be hidden is marked, and a text without consent is not there", async () => {
    await expect(async () => {
      await page.goto(queue);
      await expect(page.getByRole("heading", { name: "2 texts wait to be read" })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    await expect(page.getByRole("main")).not.toContainText("Nobody may read this");
    await expect(page.locator("mark")).toHaveText([/Clara\s*name/, /rosa@example\.org\s*e-mail/]);
    await expectAccessibleInBothThemes(page);
  });

  await test.step("J goes on, E shortens, what was never said is refused, A and R decide, U takes back", async () => {
    await expect(current).toContainText("I came tired");
    await page.keyboard.press("j");
    await expect(current).toContainText("The silence carried me");
    await page.keyboard.press("e");
    const field = page.getByLabel("As it would be printed");
    await expect(field).toBeFocused();
    await field.fill("The holy silence carried me");
    await field.press("Control+Enter");
    await expect(page.getByText("only leave words out")).toBeVisible();
    await field.fill("The silence carried me");
    await field.press("Control+Enter");
    await expect(page.getByRole("heading", { name: "1 text waits to be read" })).toBeVisible();
    await page.keyboard.press("r");
    await expect(page.getByRole("heading", { name: "Nothing waits" })).toBeVisible();
    await page.keyboard.press("u");
    await expect(page.getByRole("heading", { name: "1 text waits to be read" })).toBeVisible();
    await expect(page.locator("[data-voice]")).toContainText("I came tired");
  });

  const shared = await test.step("the shortened quote is in the report", async () => {
    await page.goto(`/en/lumen/masters/sessions/${sessionId}/report`);
    await page.getByRole("button", { name: "Share report" }).click();
    const address = page
      .getByRole("dialog")
      .getByText(/\/r\/[A-Za-z0-9_-]{65}$/)
      .first();
    const path = new URL((await address.textContent()) ?? "").pathname;
    const reader = await (await browser.newContext({ baseURL })).newPage();
    await reader.goto(path);
    await expect(reader.getByText("The silence carried me")).toBeVisible();
    await expect(reader.locator("body")).not.toContainText("Clara");
    return reader;
  });

  await test.step("its author withdraws, and it is gone from the open link", async () => {
    await send(page.request, key, [
      {
        id: randomUUID(),
        name: "practice.consent",
        userId: `${sessionId}-1`,
        properties: { sessionId, gratitudeId: `${sessionId}-thanks-1`, consent: "none" },
      },
    ]);
    await expect(async () => {
      await shared.reload();
      await expect(shared.getByText("The silence carried me")).toHaveCount(0, { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await expect(shared.getByRole("heading", { level: 1 })).toBeVisible();
    await page.goto(`/en/lumen/settings/audit?action=consent.withdrawn`);
    await expect(page.getByRole("main")).toContainText("consent.withdrawn");
  });
});

test("an admin finds a word in the lexicon, adds one of her own and takes it away", async ({ page }) => {
  await signIn(page, "admin@lumen.attune.test");
  await page.goto("/en/lumen/settings/themes?q=heartbeat");
  await expect(page.getByRole("navigation", { name: "Themes of the lexicon" })).toContainText("Body and breath");
  await expectAccessibleInBothThemes(page);
  const word = `kazoo${Date.now()}`;
  await page.getByLabel("Word or phrase").fill(word);
  await page.getByRole("button", { name: "What would change?" }).click();
  await expect(page.getByText(/None of the \d+ texts of the last 90 days would change/)).toBeVisible();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: `Take away “${word}”` }).click();
  await expect(page.getByRole("button", { name: `Take away “${word}”` })).toHaveCount(0);
});
