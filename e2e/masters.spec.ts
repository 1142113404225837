import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { chooseFilter, expectAccessible, makeKey, signIn } from "./support/act";

const coach = "coach@lumen.attune.test";

/** Somebody else at another desk: a context of its own, signed in. */
async function another(browser: Browser, baseURL: string | undefined, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await signIn(page, email);
  return page;
}

const path = (page: Page) => page.url().replace(/^https?:\/\/[^/]+/, "");

/** What a reader sees of a page, without what moves by itself. */
async function shown(page: Page): Promise<string> {
  const text = (await page.getByRole("main").textContent()) ?? "";
  return text.replace(/data as of [\d:]+/g, "");
}

test("a coach finds a session, and a copied address shows the same to somebody else", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, coach);
  await page.goto("/en/lumen/masters?range=90d");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who gathered, and how it felt");
  await expect(page.getByRole("heading", { name: "Anneke de Vries" })).toBeVisible();
  const table = page.getByRole("table", { name: "Sessions" });
  const operations = await another(browser, baseURL, "operations@lumen.attune.test");

  await test.step("filters stand in the address", async () => {
    await chooseFilter(page, "Language", /^German/);
    await expect(page).toHaveURL(/language=de/);
    await chooseFilter(page, "Status", "Ended");
    await expect(page).toHaveURL(/status=ended/);
    await table.getByRole("link", { name: "People", exact: true }).click();
    await expect(page).toHaveURL(/sort=people/);
    await expect(table.getByRole("columnheader", { name: "People" })).toHaveAttribute("aria-sort", "descending");
    const languages = await table.locator("tbody td:nth-child(3)").allTextContents();
    expect(languages.length).toBeGreaterThan(3);
    expect(new Set(languages)).toEqual(new Set(["German"]));
    const people = (await table.locator("tbody td:nth-child(6)").allTextContents()).map(Number);
    expect(people).toEqual([...people].sort((a, b) => b - a));

    await operations.goto(path(page));
    expect(await operations.getByRole("table", { name: "Sessions" }).textContent()).toBe(await table.textContent());
  });

  const total = await test.step("a row opens the snapshot, which says the same number", async () => {
    const row = table.locator("tbody tr").first();
    const listed = (await row.locator("td").nth(4).textContent()) ?? "";
    await row.getByRole("link").click();
    await expect(page).toHaveURL(/\/masters\/sessions\//);
    await expect(page.getByRole("main").getByText(listed, { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("link", { name: `${listed} people`, exact: true })).toBeVisible();
    await operations.goto(path(page));
    await expect(operations.getByRole("link", { name: "Share report" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Share report" })).toHaveCount(0);
    const countries = "section:has(> div h2:text-is('Countries'))";
    expect(await operations.locator(countries).textContent()).toBe(await page.locator(countries).textContent());
    return Number(listed);
  });

  await test.step("the panels explain themselves", async () => {
    await page.getByRole("button", { name: "How is this computed? People who were there" }).first().click();
    await expect(page.getByRole("dialog", { name: /People who were there/ }).first()).toContainText(
      "distinct people with a moment of presence",
    );
    await page.keyboard.press("Escape");
  });

  await test.step("exports and API say the same number", async () => {
    const id = decodeURIComponent(path(page).split("/").at(-1) ?? "");
    const address = `/api/master-sessions/${encodeURIComponent(id)}`;
    const answer = await (await page.request.get(`${address}?tenant=lumen`)).json();
    expect([answer.total, answer.metrics.total.value]).toEqual([total, total]);
    const csv = await (await page.request.get(`${address}/export?tenant=lumen&format=csv`)).text();
    expect(csv).toContain(`figures,total,${total},people`);
    await page.getByRole("button", { name: "Export: the whole session" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).first().click();
    expect((await download).suggestedFilename()).toMatch(/^lumen-.*\.csv$/);
    await page.keyboard.press("Escape");
  });

  await test.step("a bar opens the people behind it", async () => {
    const bar = page.locator("section:has(> div h2:text-is('Countries'))").getByRole("listitem").first();
    const people = Number(await bar.locator(".font-medium").textContent());
    await bar.getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("People from");
    await expect(page.locator("tbody tr")).toHaveCount(Math.min(people, 100));
    await operations.goto(path(page));
    expect(await shown(operations)).toBe(await shown(page));
  });
  await operations.context().close();
});

test("a session of another tenant cannot be told from one that never was", async ({ page, browser, baseURL }) => {
  await signIn(page, coach);
  await page.goto("/en/lumen/masters?range=90d&status=ended");
  await page.getByRole("table", { name: "Sessions" }).locator("tbody tr").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/masters\/sessions\//);
  const id = path(page).split("/").at(-1) ?? "";

  const stranger = await another(browser, baseURL, "coach@mmc.attune.test");
  const ask = async (address: string) => {
    const response = await stranger.goto(address);
    return { status: response?.status(), text: await stranger.getByRole("main").textContent() };
  };
  const random = `/en/mmc/masters/sessions/${randomUUID()}`;
  expect(await ask(`/en/mmc/masters/sessions/${id}`)).toEqual(await ask(random));
  expect((await ask(random)).status).toBe(404);
  expect((await ask(`/en/lumen/masters/sessions/${id}`)).status).toBe(404);
  const api = (one: string) => stranger.request.get(`/api/master-sessions/${one}?tenant=mmc`);
  expect(await (await api(id)).text()).toBe(await (await api(randomUUID())).text());
  await stranger.context().close();

  const finance = await another(browser, baseURL, "finance@lumen.attune.test");
  expect((await finance.goto("/en/lumen/masters"))?.status()).toBe(403);
  await finance.context().close();
});

test("a live session grows while somebody looks at it", async ({ page, request }) => {
  await signIn(page, "admin@lumen.attune.test");
  const key = await makeKey(page, "lumen", ["ingest"]);
  const sessionId = `live-${randomUUID()}`;
  const send = async (...events: { name: string; who?: string; minutes?: number; properties?: object }[]) => {
    const body = events.map(({ name, who, minutes = 0, properties }) => ({
      id: randomUUID(),
      name,
      time: new Date(Date.now() + minutes * 60_000).toISOString(),
      ...(who ? { userId: who } : { anonymousId: "studio" }),
      context: { country: "PT", locale: "pt-PT" },
      properties: { sessionId, ...(who ? { deviceId: `phone of ${who}` } : {}), ...properties },
    }));
    const answer = await request.post("/api/ingest", { data: body, headers: { authorization: `Bearer ${key}` } });
    expect(await answer.json()).toMatchObject({ accepted: events.length, rejected: 0 });
  };
  const arrive = (from: number, count: number) =>
    send(
      ...Array.from({ length: count }, (_, index) => ({ name: "practice.ready", who: `live-guest-${from + index}` })),
    );

  await send(
    {
      name: "practice.scheduled",
      minutes: -30,
      properties: {
        masterId: "e2e-live",
        masterName: "Lior Amsel",
        title: "A live hour",
        language: "pt",
        startsAt: new Date().toISOString(),
        durationMinutes: 45,
      },
    },
    { name: "practice.started", minutes: -1 },
  );
  await arrive(1, 12);

  const headline = page.getByRole("main").getByText(/^\d+$/).first();
  await expect(async () => {
    await page.goto(`/en/lumen/masters/sessions/${sessionId}`);
    await expect(page.getByText("This session is going on")).toBeVisible({ timeout: 1000 });
    await expect(headline).toHaveText("12", { timeout: 1000 });
  }).toPass({ timeout: 30_000 });

  await arrive(13, 3);
  await expect(headline).toHaveText("15", { timeout: 20_000 });
  await send({ name: "practice.ended" });
  await expect(page.getByText("This session is going on")).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByRole("main")).toContainText("Minutes per person");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages are accessible in ${colorScheme}`, async ({ browser, baseURL }) => {
    test.slow();
    const context = await browser.newContext({ baseURL, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    await signIn(page, coach);
    const check = async (address: string) => {
      if (address) await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, address || page.url());
    };
    await check("/en/lumen/masters?range=90d&language=de");
    await check("/de/lumen/masters/anneke-devries?range=90d");
    await page.goto("/en/lumen/masters?range=90d&status=ended");
    await page.getByRole("table", { name: "Sessions" }).locator("tbody tr").first().getByRole("link").click();
    await expect(page).toHaveURL(/\/masters\/sessions\//);
    await check("");
    await check(`${path(page)}/rows?of=people`);
    await page.setViewportSize({ width: 390, height: 844 });
    await check("/en/lumen/masters");
    await check("/en/api-docs");
    await context.close();
  });
}
