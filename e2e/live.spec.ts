import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type APIRequestContext, type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectAccessibleInBothThemes, makeKey, signIn } from "./support/act";

const countries = ["GB", "DE", "IN", "US", "JP", "BR"];
const minuteMs = 60_000;

/** A session told as the tenant's own app tells it. */
function studio(request: APIRequestContext, key: string, sessionId: string) {
  const send = async (events: object[]) => {
    const data = events.map((event) => ({ id: randomUUID(), time: new Date().toISOString(), ...event }));
    const answer = await request.post("/api/ingest", { data, headers: { authorization: `Bearer ${key}` } });
    expect(answer.status(), await answer.text()).toBe(200);
  };
  const tell = (name: string, properties: object = {}) =>
    send([{ name, anonymousId: "studio", properties: { sessionId, ...properties } }]);
  return {
    schedule: (title: string, inMinutes: number) =>
      tell("practice.scheduled", {
        masterId: "e2e-live",
        masterName: "Mira Sol",
        title,
        language: "en",
        startsAt: new Date(Date.now() + inMinutes * minuteMs).toISOString(),
        durationMinutes: 30,
        version: "1",
      }),
    gather: (people: number) =>
      send(
        Array.from({ length: people }, (_, index) => ({
          name: "practice.ready",
          userId: `${sessionId}-${index}`,
          context: { country: countries[index % countries.length] },
          properties: { sessionId, deviceId: "phone" },
        })),
      ),
  };
}

async function visitor(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, timezoneId: "Asia/Calcutta" });
  return context.newPage();
}

/** Opens a session and waits until the page answers to a touch. */
async function enter(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator("main[data-awake]")).toBeVisible();
}

const souls = (page: Page) => page.locator(".live-count");

test("two browsers share a session from the lobby to the recap", async ({ page: cms, browser, baseURL }) => {
  test.slow();
  const sessionId = `e2e-live-${Date.now()}`;
  const address = `/en/live/${sessionId}?tenant=lumen`;
  await signIn(cms, "admin@lumen.attune.test");
  const app = studio(cms.request, await makeKey(cms, "lumen", ["ingest"]), sessionId);
  await app.schedule("An hour of stillness", 10);
  await app.gather(12);

  await expect(async () => {
    await cms.goto(`/en/lumen/masters/sessions/${sessionId}`);
    const link = cms.getByRole("link", { name: "Open the participants’ page" });
    await expect(link).toHaveAttribute("href", address, { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });

  const ada = await visitor(browser, baseURL);
  const ben = await visitor(browser, baseURL);
  await test.step("both see who is there, the time in their own zone, and each other arrive", async () => {
    for (const page of [ada, ben]) {
      await enter(page, address);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("An hour of stillness");
      await expect(souls(page)).toHaveText(/12\s*souls gathered/);
      await expect(page.getByRole("timer", { name: "We begin in" })).toContainText("minutes");
    }
    const there = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Calcutta", hour: "2-digit", hourCycle: "h23" });
    const at = await ada.locator("time").first().getAttribute("datetime");
    await expect(ada.locator("time").first()).toContainText(` ${there.format(new Date(at ?? ""))}:`);
    await expectAccessibleInBothThemes(ada);
    await ada.getByRole("button", { name: "I’m ready" }).click();
    for (const page of [ada, ben]) await expect(souls(page)).toContainText("13");
    await ben.getByRole("button", { name: "I’m ready" }).click();
    for (const page of [ada, ben]) await expect(souls(page)).toContainText("14");
    await expect(ada.locator('.live-world [data-here][data-country="IN"]')).toHaveCount(1);
  });

  await test.step("a second tab is no second person, closing it takes nobody away, and leaving does", async () => {
    const second = await ada.context().newPage();
    await enter(second, address);
    await second.getByRole("button", { name: "I’m ready" }).click();
    await expect(second.getByText("You are here.")).toBeVisible();
    await second.close({ runBeforeUnload: true });
    const cleo = await visitor(browser, baseURL);
    await enter(cleo, address);
    await cleo.getByRole("button", { name: "I’m ready" }).click();
    for (const page of [ada, ben, cleo]) await expect(souls(page)).toContainText("15");
    await cleo.getByRole("button", { name: "I have to go" }).click();
    for (const page of [ada, ben, cleo]) await expect(souls(page)).toContainText("14");
    await cleo.context().close();
  });

  await test.step("a token leaves the address bar and never enters an address", async () => {
    const guest = await visitor(browser, baseURL);
    const asked: string[] = [];
    guest.on("request", (request) => asked.push(request.url()));
    await guest.goto(`${address}#token=eyJhbGciOiJIUzI1NiJ9.e30.spoiled`);
    await expect(guest.getByText("Your invitation has run out.")).toBeVisible();
    expect(guest.url()).not.toContain("token");
    expect(asked.filter((url) => url.includes("spoiled") && !url.includes("#"))).toEqual([]);
    await guest.context().close();
  });

  /** What operations does on the session's page, for everybody. */
  const press = async (label: string, yes: string) => {
    await cms.goto(`/en/lumen/masters/sessions/${sessionId}`);
    await cms.getByRole("button", { name: label, exact: true }).click();
    await cms.getByRole("dialog").getByRole("button", { name: yes, exact: true }).click();
  };

  await test.step("operations opens the room, and what one feels drifts past the other", async () => {
    await press("Begin now", "Begin");
    for (const page of [ada, ben]) await expect(page.getByText("Together now")).toBeVisible();
    await expectAccessibleInBothThemes(ada);
    await ben.getByRole("button", { name: "Peace" }).click();
    await expect(ben.getByText("Sent: Peace")).toBeVisible();
    await expect(ada.locator(".live-mote", { hasText: "Peace" }).first()).toBeAttached();
    await ben.getByRole("button", { name: "Leave quietly" }).click();
    await expect(ben.getByText("You have left quietly")).toBeVisible();
    await expect(souls(ada)).toContainText("14");
  });

  await test.step("the end says the number that the team sees, and takes a word of thanks", async () => {
    await press("End the session", "End it");
    for (const page of [ada, ben]) await expect(page.locator(".live-were")).toHaveText(/We were\s*14\s*souls/);
    await expect(ada.locator(".live-felt")).toContainText("Peace");
    await expectAccessibleInBothThemes(ada);
    await ada.getByRole("button", { name: "Send" }).click();
    await expect(ada.locator("main").getByRole("alert")).toHaveText("Write a word or two first.");
    await ada.getByRole("textbox", { name: "Your words" }).fill("The silence carried me home.");
    await ada.getByRole("radio", { name: /they may be quoted/ }).check();
    await ada.getByRole("button", { name: "Send" }).click();
    await expect(ada.getByRole("heading", { name: "Your words have arrived" })).toBeFocused();
    await expect(async () => {
      await cms.goto(`/en/lumen/masters/sessions/${sessionId}`);
      await expect(cms.locator("main")).toContainText("The silence carried me home.", { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    const answer = await cms.request.get(`/api/master-sessions/${sessionId}?tenant=lumen`);
    expect((await answer.json()).total).toBe(14);
  });

  await test.step("others read it in their own script and direction", async () => {
    await ben.goto(`/ar/live/${sessionId}?tenant=lumen`);
    await expect(ben.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(ben.locator(".live-were")).toHaveText(/كنّا\s*14\s*روحًا/);
    await expectAccessibleInBothThemes(ben);
    for (const nowhere of [`/ru/live/${sessionId}?tenant=harbor`, `/ru/live/${randomUUID()}`]) {
      expect((await ben.goto(nowhere))?.status()).toBe(404);
      await expect(ben.getByRole("heading", { level: 1 })).toHaveText("Такой комнаты здесь нет");
    }
    await expectAccessibleInBothThemes(ben);
  });
  for (const page of [ada, ben]) await page.context().close();
});

/** A site of somebody else: a page with whatever it shows of Attune. */
async function site(body: string): Promise<{ origin: string; close: () => void }> {
  const server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<!doctype html><html lang="en"><title>A site</title><body>${body}</body></html>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

test("a session and its count are shown on sites that the tenant has listed", async ({ page, baseURL }) => {
  test.slow();
  const sessionId = `e2e-embed-${Date.now()}`;
  await signIn(page, "admin@harbor.attune.test");
  const app = studio(page.request, await makeKey(page, "harbor", ["ingest"]), sessionId);
  await app.schedule("The harbour at dusk", 10);
  await app.gather(11);
  const room = `${baseURL}/en/live/${sessionId}?tenant=harbor&amp;embed=1`;
  const body = `<iframe src="${room}" title="The room" width="500" height="700"></iframe>
    <script src="${baseURL}/live.js" async></script>
    <p><attune-count session="${sessionId}" tenant="harbor" locale="de">…</attune-count></p>`;
  const [listed, stranger] = await Promise.all([site(body), site(body)]);

  await test.step("an admin lists a site; what is no origin is named by its line and nothing is kept", async () => {
    await page.goto("/en/harbor/settings/live");
    const list = page.getByLabel("One origin a line");
    await list.fill(`${listed.origin}\nhttp://example.org\nhttps://example.org/path`);
    await page.getByRole("button", { name: "Save the list" }).click();
    await expect(page.locator("main").getByRole("alert")).toContainText("Line 2: only https is allowed");
    await expect(page.locator("main").getByRole("alert")).toContainText("Line 3: leave out everything after the name");
    await list.fill(listed.origin);
    await page.getByRole("button", { name: "Save the list" }).click();
    await expect(page.getByText("One site may embed the room.")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("there the frame works, without the chrome of the page", async () => {
    await expect(async () => {
      await page.goto(listed.origin);
      const title = page.frameLocator("iframe").getByRole("heading", { level: 1 });
      await expect(title).toHaveText("The harbour at dusk", { timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    const frame = page.frameLocator("iframe");
    await expect(frame.locator("footer")).toHaveCount(0);
    await expect(frame.locator("main[data-awake]")).toBeVisible();
    await frame.getByRole("button", { name: "I’m ready" }).click();
    await expect(frame.locator(".live-count")).toContainText("12");
  });

  await test.step("the count follows there by itself, in the words of its language, and keeps nothing", async () => {
    const element = page.locator("attune-count");
    const count = element.locator("[part=text]");
    await expect(count).toHaveText("12 Seelen versammelt");
    await app.gather(13);
    await expect(count).toHaveText("14 Seelen versammelt");
    await element.evaluate((node) => node.setAttribute("locale", "ar"));
    await expect(count).toHaveText("14 روحًا مجتمعة");
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    await element.evaluate((node) => node.remove());
  });

  await test.step("and elsewhere the browser refuses it, also what is not made to be embedded", async () => {
    await page.goto(stranger.origin);
    await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
    const plain = await page.request.get(`${baseURL}/en/live/${sessionId}?tenant=harbor`);
    expect(plain.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(plain.headers()["x-frame-options"]).toBe("DENY");
  });
  listed.close();
  stranger.close();
});
