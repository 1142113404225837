import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, makeKey, signIn } from "./support/act";

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Sessions of a master of their own, a week apart: so many people each, the newest last and yesterday. */
function weeks(masterId: string, masterName: string, sizes: readonly number[]) {
  return sizes.flatMap((size, index) => {
    const start = Date.now() - dayMs - (sizes.length - 1 - index) * 7 * dayMs;
    const sessionId = `${masterId}-${index + 1}`;
    const event = (name: string, minute: number, properties: object = {}, userId?: string) => ({
      id: randomUUID(),
      name,
      time: new Date(start + minute * minuteMs).toISOString(),
      ...(userId ? { userId } : {}),
      properties: { sessionId, ...properties },
    });
    const startsAt = new Date(start).toISOString();
    return [
      event("practice.scheduled", -60, { masterId, masterName, title: "Weekly hour", startsAt, durationMinutes: 45 }),
      event("practice.started", 0),
      ...Array.from({ length: size }, (_, n) => event("practice.ready", -1, { deviceId: `d${n}` }, `${masterId}-${n}`)),
      event("practice.ended", 45),
    ];
  });
}

/** Presses a button and returns the dialog that it opens. */
async function press(page: Page, name: string | RegExp, opens: string) {
  await page.getByRole("button", { name, exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: opens });
  await expect(dialog).toBeVisible();
  return dialog;
}

test("a finding is acknowledged, followed up with a note, closed and opened again", async ({ page, request }) => {
  const run = randomUUID().slice(0, 8);
  const masterId = `e2e-cms-${run}`;
  const name = `Ines ${run}`;
  await signIn(page, "admin@lumen.attune.test");
  const key = await makeKey(page, "lumen", ["ingest"]);
  const sent = await request.post("/api/ingest", {
    data: weeks(masterId, name, [20, 21, 19, 22, 20, 6]),
    headers: { authorization: `Bearer ${key}` },
  });
  expect(await sent.json()).toMatchObject({ rejected: 0 });
  await page.context().clearCookies();
  await signIn(page, "coach@lumen.attune.test");

  const address = `/en/lumen/masters/anomalies?range=90d&master=${masterId}`;
  const finding = page.getByRole("article", { name: "Fewer people than usual: Weekly hour" });
  await expect(async () => {
    await page.goto(address);
    await expect(finding).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await expect(finding).toContainText("6 people came. In half of the last 5 sessions of this kind it was 20 or more.");
  await expect(finding.getByText("Stands out clearly")).toBeVisible();
  await finding.getByText("Held against 5 sessions").click();
  await expect(finding.getByRole("list", { name: "The sessions it is held against" }).getByRole("link")).toHaveCount(5);

  await test.step("the life of a finding", async () => {
    await finding.getByRole("button", { name: "Acknowledge" }).click();
    await expect(finding.getByText("Acknowledged", { exact: true })).toBeVisible();
    const dialog = await press(page, "Write down a follow-up", "What was done about it?");
    await dialog.getByRole("button", { name: "Write it down" }).click();
    await expect(dialog).toContainText("say in a few words");
    await dialog.getByLabel("Follow-up").fill("Spoke with Ines; the hour moves to the evening.");
    await dialog.getByRole("button", { name: "Write it down" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(finding.getByText("Spoke with Ines; the hour moves to the evening.")).toBeVisible();
    await finding.getByRole("button", { name: "Close" }).click();
    await expect(finding).toHaveCount(0);
    await page.goto(`${address}&state=closed`);
    await expect(finding.getByRole("list", { name: "What was done" }).getByRole("listitem")).toHaveCount(3);
    await finding.getByRole("button", { name: "Open again" }).click();
    await expect(finding).toHaveCount(0);
    const rows = await (await page.request.get(`/api/anomalies?tenant=lumen&range=90d&master=${masterId}`)).json();
    expect(rows.items).toMatchObject([{ kind: "low-attendance", state: "open", value: 6, median: 20, follow_ups: 1 }]);
  });

  await test.step("the session has it too, and takes a note", async () => {
    await page.goto(`/en/lumen/masters/sessions/${masterId}-6`);
    await expect(page.getByRole("heading", { name: "Fewer people than usual" })).toBeVisible();
    await page.getByLabel("New note").fill("Rain, and the link came late.");
    // Without a connection what was typed stays where it is.
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Add the note" }).click();
    await expect(page.getByText("Attune cannot be reached.")).toBeVisible();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Add the note" }).click();
    const note = page.getByRole("listitem").filter({ hasText: "Rain, and the link came late." });
    await expect(note).toBeVisible();
    await note.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Note", { exact: true }).fill("Rain.");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "edited" })).toContainText("Rain.");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete the note" }).click();
    await expect(page.getByText("No notes yet.")).toBeVisible();
  });

  await test.step("the timeline holds it against what is usual", async () => {
    await page.goto(`/en/lumen/masters/${masterId}?range=90d`);
    await expect(page.getByRole("figure", { name: "People live", exact: true })).toContainText(
      "Own median of the year: 20",
    );
    await page.getByRole("link", { name: "Table" }).click();
    await expect(page).toHaveURL(/view=table/);
    const row = page.getByRole("table", { name: "Sessions" }).getByRole("row").filter({ hasText: "Fewer people" });
    await expect(row).toHaveCount(1);
    const csv = await page.request.get(
      `/api/masters/${masterId}/timeline?tenant=lumen&range=90d&panel=sessions&format=csv`,
    );
    expect((await csv.text()).trim().split("\n")).toHaveLength(7);
  });
});

test("operations plan a session, change it, call it off and put it back", async ({ page }) => {
  await signIn(page, "operations@lumen.attune.test");
  const title = `Planned ${randomUUID().slice(0, 8)}`;
  const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
  await page.goto("/en/lumen/masters/calendar?view=list");
  const entry = page.getByRole("listitem").filter({ hasText: title });

  let dialog = await press(page, "Plan a session", "Plan a session");
  await dialog.getByRole("button", { name: "Put it on the calendar" }).click();
  await expect(dialog).toContainText("This is needed.");
  await dialog.getByLabel("Title").fill(title);
  await dialog.getByLabel("Day").fill(inDays(3));
  await dialog.getByLabel("Begins at").fill("19:15");
  await dialog.getByLabel("Minutes").fill("50");
  await dialog.getByRole("button", { name: "Put it on the calendar" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(entry).toContainText("19:15");
  await expect(entry).toContainText("50 min");

  dialog = await press(page, `Change ${title}`, "Change the session");
  await dialog.getByLabel("Begins at").fill("20:30");
  await dialog.getByLabel("Minutes").fill("40");
  await dialog.getByRole("button", { name: "Save the change" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(entry).toContainText("20:30");
  await expect(entry).toContainText("40 min");

  dialog = await press(page, `Call ${title} off`, "Call this session off?");
  await dialog.getByRole("button", { name: "Call it off" }).click();
  await expect(entry.getByText("Cancelled")).toBeVisible();
  await entry.getByRole("link", { name: title }).click();
  await expect(page.getByRole("main")).toContainText("This session was called off.");
  await page.goBack();

  dialog = await press(page, `Put ${title} back on the calendar`, "Put the session back");
  await dialog.getByRole("button", { name: "Put it back on the calendar" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(entry.getByText("Cancelled")).toHaveCount(0);

  await page.context().clearCookies();
  await signIn(page, "coach@lumen.attune.test");
  await page.goto(`/en/lumen/masters/calendar?day=${inDays(3)}`);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expect(page.getByRole("button", { name: "Plan a session" })).toHaveCount(0);
});

test("an attendance report is looked at line by line, and counts once however often it is imported", async ({
  page,
}) => {
  await signIn(page, "operations@lumen.attune.test");
  const run = randomUUID().slice(0, 8);
  const day = new Date(Date.now() - 2 * dayMs).toISOString().slice(0, 10);
  const [year, month, date] = day.split("-");
  const row = (name: string, from: string, to: string) =>
    `${name},${name.toLowerCase().replace(/\W+/g, ".")}@people.example,${month}/${date}/${year} ${from},${month}/${date}/${year} ${to},40`;
  const header = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)";
  const good = Array.from({ length: 12 }, (_, n) => row(`Guest ${run} ${n}`, "06:02:00 PM", `06:4${n % 9}:00 PM`));
  const broken = [
    header,
    ...good,
    `Zed,,${date}.${month}.${year} 18:00,${month}/${date}/${year} 06:40:00 PM,1`,
    'An"na,x,y,z,1',
  ];
  const upload = (lines: readonly string[]) =>
    page.getByLabel("Attendance report").setInputFiles({
      name: "participants.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`\ufeff${lines.join("\r\n")}`),
    });

  await page.goto("/en/lumen/masters/import");
  const look = page.getByRole("button", { name: "Look at the file" });
  await look.click();
  await expect(page.getByText("This is needed.")).toBeVisible();
  await upload(broken);
  await look.click();
  await expect(page.getByText("2 mistakes to put right")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Line 14" })).toContainText("is written in another way");
  await expect(page.getByRole("listitem").filter({ hasText: "Line 15" })).toContainText("A quotation mark stands");
  await expect(page.getByRole("button", { name: /^Import / })).toHaveCount(0);

  const take = async () => {
    await upload([header, ...good]);
    await look.click();
    await expect(page.getByText("No mistake found.")).toBeVisible();
    await page.getByLabel("Title").fill(`Brought ${run}`);
    await page.getByLabel("Master", { exact: true }).selectOption({ label: "Somebody new …" });
    await page.getByLabel("Name of the master").fill(`Master ${run}`);
    await page.getByLabel("Began at").fill("18:05:00");
    await page.getByRole("button", { name: "Import 12 people" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Brought ${run}` })).toBeVisible({ timeout: 40_000 });
  };
  await take();
  await expect(page.getByRole("main").getByText("12", { exact: true }).first()).toBeVisible();
  const id = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  const read = async () => {
    const answer = await (await page.request.get(`/api/master-sessions/${id}?tenant=lumen`)).json();
    return { ...answer, dataAsOf: null };
  };
  const before = await read();
  expect(before).toMatchObject({ total: 12, readyBeforeStart: 12, joins: 12, session: { status: "ended" } });
  expect(JSON.stringify(before)).not.toMatch(new RegExp(`people\\.example|Guest ${run}`));

  await page.goto("/en/lumen/masters/import");
  await take();
  await expect(page.getByText("Everything in this file was there already")).toBeVisible();
  expect(await read()).toEqual(before);

  await test.step("and it can be taken back, with everything that came from it", async () => {
    const takeBack = page.locator("#imports").getByRole("button", { name: /^Take back/ });
    await takeBack.click();
    const question = page.getByRole("dialog", { name: "Take this import back?" });
    await question.getByRole("button", { name: "Take it back" }).click();
    await expect(page).toHaveURL(/\/masters\/import$/);
    const row = page
      .locator("#imports")
      .getByRole("row")
      .filter({ hasText: `Brought ${run}` });
    await expect(row).toContainText("Taken back");
    await expect
      .poll(async () => (await page.request.get(`/api/master-sessions/${id}?tenant=lumen`)).status())
      .toBe(404);
    // Whoever was told of its report is told what became of it.
    await page.goto(`/en/lumen/masters/sessions/${id}/report`);
    await expect(page.getByRole("main")).toContainText("This session is no longer here");
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages of the CMS are accessible in ${colorScheme}`, async ({ browser, baseURL }) => {
    test.slow();
    const context = await browser.newContext({ baseURL, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    await signIn(page, "operations@lumen.attune.test");
    const check = async (address: string) => {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, address);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), address).toBe(0);
    };
    await check("/en/lumen/masters/anomalies?range=90d&state=all");
    await check("/de/lumen/masters/calendar");
    await check("/en/lumen/masters/calendar?view=list");
    await check("/de/lumen/masters/import");
    await page.setViewportSize({ width: 390, height: 844 });
    await check("/de/lumen/masters/anomalies?range=90d");
    await check("/en/lumen/masters/calendar");
    await check("/en/lumen/masters/import");
    await check("/de/lumen/masters/anneke-devries?range=90d&view=table");
    await context.close();
  });
}
