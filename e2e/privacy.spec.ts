import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { expectAccessible, makeKey, sendResult, signIn } from "@/e2e/support/act";

// A person of its own in the demo's tenant, whom no other run knows.
const id = `privacy-${Date.now().toString(36)}`;
const email = `${id}@example.org`;

test("a person is found, gets a copy, and is erased for good", async ({ page, request }) => {
  await signIn(page, "admin@mmc.attune.test");
  const key = await makeKey(page, "mmc", ["ingest"]);
  await sendResult(request, key, {
    session_id: id,
    framework_id: "archetypes",
    format: "deal",
    user_email: email,
    user_name: "Ilse Example",
    scores: { hero: 30, sage: 70 },
    primary_id: "sage",
    secondary_id: "hero",
  });

  const found = page.getByRole("heading", { level: 3, name: "Ilse Example" });
  const find = async () => {
    await page.getByLabel("E-mail address or id").fill(email);
    await page.getByRole("button", { name: "Find", exact: true }).click();
  };
  const requests = page.getByRole("table", { name: "Requests" });
  const latest = requests.locator("tbody tr").first();

  await test.step("she is found by her address, which stands in no address of the page", async () => {
    await page.goto("/en/mmc/settings/privacy");
    await expect(async () => {
      await find();
      await expect(found).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 30_000 });
    expect(page.url()).not.toContain(id);
    await expectAccessible(page);
  });

  await test.step("her copy holds what was sent", async () => {
    await page.getByRole("button", { name: "Make a copy" }).click();
    await expect(latest.getByRole("rowheader")).toHaveText("Copy");
    const download = page.waitForEvent("download");
    await latest.getByRole("button", { name: "Download" }).click();
    const copy = await readFile(await (await download).path(), "utf8");
    expect(copy).toContain(email);
    expect(copy).toContain("Ilse Example");
  });

  await test.step("erasing asks for what she was found by", async () => {
    await page.getByRole("button", { name: "Erase …" }).click();
    const dialog = page.getByRole("dialog", { name: "Erase Ilse Example?" });
    await expect(dialog.getByRole("heading", { name: "What stays, and why" })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Go on" }).click();
    const typed = dialog.getByRole("textbox");
    await typed.fill("somebody@example.org");
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await expect(dialog.getByText("That is not what you found the person by.")).toBeVisible();
    await typed.fill(email);
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step("then nobody is known by it, here or in the list, and the copy is gone", async () => {
    await expect(latest.getByRole("rowheader")).toHaveText("Erasure");
    await expect(latest).toContainText("erased", { timeout: 30_000 });
    await expect(requests.locator("tbody tr").nth(1)).toContainText("deleted");
    await find();
    await expect(page.getByText("Nobody is known by that")).toBeVisible();
    await page.goto(`/en/mmc/quiz-sessions?all=1&q=${encodeURIComponent(email)}`);
    await expect(page.getByText("No session fits")).toBeVisible();
  });
});
