import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { expectAccessibleInBothThemes, signIn } from "./support/act";

const admin = "admin@mmc.attune.test";

/** A receiver on this machine. */
async function receiver() {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    received.push({ headers: request.headers, body });
    response.writeHead(200).end("thank you");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}/attune`, close: () => server.close() };
}

test("a webhook is made, tried, verified by its receiver and sent again", async ({ page }) => {
  const { received, url, close } = await receiver();
  const name = `Warehouse ${randomUUID().slice(0, 8)}`;
  await signIn(page, admin);
  await page.goto("/en/mmc/settings/webhooks");

  await test.step("an address inside is refused at its field", async () => {
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Address", { exact: true }).fill("https://169.254.169.254/latest/meta-data");
    await page.getByRole("button", { name: "Make endpoint" }).click();
    await expect(page.getByText("This address is not on the public internet.")).toBeVisible();
    await expect(page.getByLabel("Address", { exact: true })).toBeFocused();
    await expectAccessibleInBothThemes(page);
  });

  let secret = "";
  await test.step("its secret is shown once", async () => {
    await page.getByLabel("Address", { exact: true }).fill(url);
    await page.getByRole("button", { name: "Make endpoint" }).click();
    const dialog = page.getByRole("dialog", { name: `Signing secret of ${name}` });
    secret = (await dialog.locator("code").textContent()) ?? "";
    expect(secret).toMatch(/^whsec_/);
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("heading", { level: 3, name })).toBeVisible();
    expect(await page.content()).not.toContain(secret);
  });

  await test.step("the test event arrives and verifies", async () => {
    await page.getByRole("button", { name: `Send test event ${name}` }).click();
    await expect.poll(() => received.length, { timeout: 30_000 }).toBe(1);
    const [first] = received;
    const verified = new Webhook(secret).verify(first?.body ?? "", first?.headers as Record<string, string>);
    expect(verified).toMatchObject({ type: "attune.test" });
    // Whoever sent it sees that it arrived, without loading the page anew.
    await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("delivering");
  });

  await test.step("the delivery is found by its id, with its attempt, and sent again under the same id", async () => {
    const id = String(received[0]?.headers["webhook-id"]);
    await expect(async () => {
      await page.goto(`/en/mmc/settings/webhooks?q=${id}`);
      const row = page.getByRole("row").filter({ hasText: name });
      await expect(row).toContainText("delivered", { timeout: 2000 });
    }).toPass();
    await page.getByRole("row").filter({ hasText: name }).getByRole("link").click();
    const drawer = page.getByRole("dialog", { name: "Test event" });
    await expect(drawer).toContainText(id);
    await expect(drawer).toContainText("thank you");
    await expectAccessibleInBothThemes(page);
    await drawer.getByRole("button", { name: "Send again" }).click();
    await expect.poll(() => received.length, { timeout: 30_000 }).toBe(2);
    expect(received[1]?.headers["webhook-id"]).toBe(id);
    new Webhook(secret).verify(received[1]?.body ?? "", received[1]?.headers as Record<string, string>);
  });

  await test.step("it is deleted, and the audit log tells all of it", async () => {
    await page.goto("/en/mmc/settings/webhooks");
    await page.getByRole("button", { name: `More ${name}` }).click();
    await page.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete the endpoint" }).click();
    await expect(page.getByRole("heading", { level: 3, name })).toHaveCount(0);
    // What it was deleted with is gone; whoever uses the keyboard goes on in the list.
    await expect(page.locator("main :focus")).toHaveCount(1);
    await page.goto(`/en/mmc/settings/audit?q=${encodeURIComponent(name)}`);
    for (const action of ["webhook.created", "webhook.tested", "webhook.deleted"])
      await expect(page.getByText(action, { exact: true }).first()).toBeVisible();
  });
  close();
});

/** A small picture: one pixel, which is enough to be one. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a brand gets its colour, its coach and its logo; a script that calls itself a picture is turned away", async ({
  page,
}) => {
  await signIn(page, admin);
  await page.goto("/en/mmc/settings/brand");
  const file = page.locator('input[name="logo"]');

  await test.step("what is no picture is refused in words", async () => {
    const upload = (name: string, mimeType: string, buffer: Buffer) => file.setInputFiles({ name, mimeType, buffer });
    await upload("logo.png", "image/png", Buffer.from("#!/bin/sh\necho hello\n"));
    await expect(page.getByText("This file is no PNG, JPEG or WebP picture")).toBeVisible();
    await upload("logo.svg", "image/svg+xml", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    await expect(page.getByText("SVG files can carry scripts")).toBeVisible();
  });

  await test.step("a picture is kept, shown, and may be cached for ever", async () => {
    await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: png });
    const logo = page.getByRole("img", { name: "Logo of Make Meaning Coaching" });
    await expect(logo).toBeVisible();
    const answer = await page.request.get((await logo.getAttribute("src")) ?? "");
    expect(answer.headers()).toMatchObject({ "content-type": "image/png", "x-content-type-options": "nosniff" });
    expect(answer.headers()["cache-control"]).toContain("immutable");
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(page.getByText("No logo yet")).toBeVisible();
  });

  await test.step("a colour that cannot be read is shown in a shade that can, while one types", async () => {
    const color = page.locator('input[name="brandColor"]');
    const given = await color.inputValue();
    await color.fill("#FFE680");
    await expect(page.getByText(/^shown as #/).first()).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await color.fill(given);
    const coach = `Ilana ${randomUUID().slice(0, 6)}`;
    await page.getByLabel("Coach or contact").fill(coach);
    await expect(page.getByRole("region", { name: "Preview" })).toContainText(coach);
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await expect(page.getByText("The brand is saved.")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Coach or contact")).toHaveValue(coach);
  });

  await page.goto("/en/mmc/settings/privacy");
  await page.getByLabel("Keep events for").fill("12");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog", { name: "Keep events for only 12 months?" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expectAccessibleInBothThemes(page);
});

test("a framework takes a value of its own, serves it, and goes back to the platform's", async ({ page }) => {
  const signature = `Yours ${randomUUID().slice(0, 8)}`;
  const address = "/api/frameworks/big5/config?tenant=mmc";
  await signIn(page, admin);
  await page.goto("/en/mmc/settings/frameworks?framework=big5");

  await page.getByLabel("Signature").fill(signature);
  await test.step("what was typed is there after a look at another section", async () => {
    await page.getByRole("link", { name: "Landing" }).click();
    await expect(page.getByLabel("Headline")).toBeVisible();
    await page.getByRole("link", { name: "Voice" }).click();
    await expect(page.getByLabel("Signature")).toHaveValue(signature);
  });
  await page.getByLabel("What changes, in a few words").fill("Signed by us");
  const save = page.getByRole("button", { name: "Save as a new version" });
  await save.click();
  const difference = page.getByRole("table", { name: "What differs from the platform" });
  await expect(difference.getByRole("row").filter({ hasText: signature })).toContainText("nothing");
  await expect(save).toBeFocused();
  await expectAccessibleInBothThemes(page);

  const served = await page.request.get(address);
  expect(await served.json()).toMatchObject({ config: { voice: { signature } }, overridden: ["voice.signature"] });
  const again = await page.request.get(address, { headers: { "if-none-match": served.headers().etag ?? "" } });
  expect(again.status()).toBe(304);

  await test.step("what contradicts itself is refused at its field", async () => {
    await page.goto("/en/mmc/settings/frameworks?framework=big5&section=scoring");
    await page.getByLabel("Highest score").fill("1");
    await page.getByRole("button", { name: "Save as a new version" }).click();
    await expect(page.getByText("The highest score must be above the lowest.")).toBeVisible();
    await expect(page.getByLabel("Highest score")).toBeFocused();
    await expectAccessibleInBothThemes(page);
  });

  await page.getByRole("button", { name: "Back to the platform’s values" }).click();
  await page.getByRole("button", { name: "Take the platform’s values" }).click();
  await expect(page.getByText("Nothing differs")).toBeVisible();
  expect(await (await page.request.get(address)).json()).toMatchObject({ overridden: [] });
});
