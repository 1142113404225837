import { readFile } from "node:fs/promises";
import { type Download, expect, test } from "@playwright/test";
import { parquetReadObjects } from "hyparquet";
import { expectAccessibleInBothThemes, signIn } from "./support/act";

const unique = Date.now().toString(36);

const contentOf = async (download: Download) => readFile(await download.path());

/** The plain text of a message in quoted-printable, as a mail program shows it. */
const plainText = (eml: string) => {
  const part = /Content-Type: text\/plain[\s\S]*?\r?\n\r?\n([\s\S]*?)\r?\n--/.exec(eml)?.[1] ?? "";
  const bytes = part
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
};

test("a report is sent to its master from the outbox, and its link opens", async ({ page, browser }) => {
  const recipient = `Anna ${unique}`;
  await signIn(page, "operations@lumen.attune.test");

  await test.step("without a mail server the message waits in the outbox", async () => {
    await page.goto("/en/lumen/reports");
    await page.locator('main a[href$="/report"]').first().click();
    const form = page.getByRole("form", { name: "Send to the master" });
    await form.getByLabel("Recipient").fill(recipient);
    await form.getByLabel("E-mail address").fill("not an address");
    await form.getByLabel("Language of the message").selectOption("ar");
    await expect(page.getByTestId("letter")).toHaveAttribute("dir", "rtl");
    await form.getByLabel("Language of the message").selectOption("de");
    await expect(form.getByLabel("Greeting")).toHaveValue(`Guten Tag ${recipient},`);
    await form.getByLabel("Personal words").fill("Danke für diese Stunde.");
    await form.getByLabel("E-mail address").fill(`anna-${unique}@masters.example`);
    await form.getByRole("button", { name: "Put into the outbox" }).click();
    await expect(page.getByText("The message waits in the outbox.").first()).toBeVisible();
  });

  await test.step("where it is shown as it will be read, and downloaded", async () => {
    await page.goto("/en/lumen/reports/outbox?state=outbox");
    await expectAccessibleInBothThemes(page);
    await page.getByRole("link", { name: new RegExp(recipient) }).click();
    const letter = page.frameLocator("iframe");
    await expect(letter.getByRole("heading")).toHaveText(`Guten Tag ${recipient},`);
    await expect(letter.getByText("Danke für diese Stunde.")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download as .eml" }).first().click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.eml$/);
    const eml = (await contentOf(download)).toString("utf8");
    expect(eml).toMatch(new RegExp(`^To: ${recipient} <anna-${unique}@masters\\.example>`, "m"));
    expect(eml).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(eml).not.toMatch(/<img|<script/i);
    const address = /https?:\/\/\S+\/r\/\S+/.exec(plainText(eml))?.[0] ?? "";
    const master = await (await browser.newContext()).newPage();
    const answer = await master.goto(new URL(address).pathname);
    expect(answer?.status()).toBe(200);
    await expect(master.locator("h1").first()).toBeVisible();
    await master.context().close();
  });

  await test.step("and a person says that she has sent it", async () => {
    await page.getByRole("button", { name: "Mark as sent" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Mark as sent" }).click();
    await expect(page.getByText("Handed over").first()).toBeVisible();
    await expect(page.getByText("Sent by hand")).toBeVisible();
  });

  await test.step("which nobody sees who may not share", async () => {
    const coach = await (await browser.newContext()).newPage();
    await signIn(coach, "coach@lumen.attune.test");
    const address = page.url();
    await coach.goto(address);
    await expect(coach.getByText(recipient)).toHaveCount(0);
    await coach.context().close();
  });
});

test("files are made in the background and fetched by who asked for them", async ({ page, browser, baseURL }) => {
  await signIn(page, "coach@lumen.attune.test");
  await page.goto("/en/lumen/reports/exports");
  const form = page.getByRole("form", { name: "New export" });
  const rows = page.getByRole("group", { name: "Your exports" }).getByRole("row");

  const make = async (content: string, format: string) => {
    await form.getByRole("radio", { name: new RegExp(`^${content}`) }).check();
    await form.getByRole("radio", { name: format, exact: true }).check();
    await form.getByRole("button", { name: "Make the export" }).click();
    const row = rows.filter({ hasText: content }).filter({ hasText: format }).first();
    await expect(row.getByText("Ready")).toBeVisible({ timeout: 60_000 });
    const downloading = page.waitForEvent("download");
    await row.getByRole("button", { name: "Download" }).click();
    return downloading;
  };

  const csv = await make("Sessions", "CSV");
  const [head = "", ...lines] = (await contentOf(csv)).toString("utf8").trimEnd().split("\r\n");
  expect(head).toMatch(/^session_id,title,/);
  expect(lines.length).toBeGreaterThan(0);

  const parquet = await make("Figures", "Parquet");
  const bytes = await contentOf(parquet);
  const figures = (await parquetReadObjects({ file: new Uint8Array(bytes).buffer })) as Record<string, unknown>[];
  const totals = figures.filter(({ panel, key }) => panel === "figures" && key === "total");
  expect(totals.length).toBe(lines.length);
  await expectAccessibleInBothThemes(page);

  // A copied link works in no other browser: not for a colleague, and not for who is signed out.
  const colleague = await (await browser.newContext({ baseURL })).newPage();
  await signIn(colleague, "admin@lumen.attune.test");
  expect((await colleague.request.get(csv.url())).status()).toBe(403);
  await colleague.context().clearCookies();
  expect((await colleague.request.get(csv.url())).status()).toBe(401);
  expect((await page.request.get(csv.url())).status()).toBe(200);
  await colleague.context().close();

  await test.step("the bell has told it, and forgets that it is new", async () => {
    await page.goto("/en/lumen");
    const bell = page.getByRole("button", { name: /^Notices/ }).first();
    await expect(bell).toHaveAccessibleName(/\d+ new/);
    await bell.click();
    const list = page.getByRole("dialog", { name: "Notices" });
    await expect(list.getByText(/Your export is ready/).first()).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await list.getByRole("button", { name: "Mark all as read" }).click();
    await expect(bell).toHaveAccessibleName("Notices, none new");
    await list
      .getByText(/Your export is ready/)
      .first()
      .click();
    await expect(page).toHaveURL(/reports\/exports/);
  });
});

test("the telemetry page answers for a period, explains itself and exports what it shows", async ({ page }) => {
  await signIn(page, "operations@lumen.attune.test");
  await page.goto("/en/lumen/masters/telemetry?range=90d");
  await expect(page.getByRole("heading", { name: "Coming and going" })).toBeVisible();
  await page
    .getByRole("button", { name: /Ready taps/ })
    .first()
    .click();
  await expect(page.getByText("Number of practice.ready events")).toBeVisible();
  await page.keyboard.press("Escape");
  await expectAccessibleInBothThemes(page);
  const answer = await page.request.get("/api/telemetry?tenant=lumen&range=90d");
  const { rows } = await answer.json();
  expect(rows.find((row: { metric: string }) => row.metric === "readyTaps").value).toBeGreaterThan(0);
  const units = await page.request.get("/api/telemetry?tenant=lumen&range=90d&panel=units");
  expect((await units.json()).correlation.n).toBeGreaterThan(2);
});
