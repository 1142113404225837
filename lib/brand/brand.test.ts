import sharp from "sharp";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/logos/[logoId]/route";
import { changeBrand, changePrivacy, changeRegion, deleteLogo, uploadLogo } from "@/lib/brand/actions";
import { getLogo } from "@/lib/brand/get-logo";
import { makeLogo } from "@/lib/brand/make-logo";
import { readBrand } from "@/lib/brand/queries/read-brand";
import { rebuild } from "@/lib/brand/rebuild-later";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { jobs } from "@/lib/jobs/registry";
import { type Actor, asRole, makeTenant, reloadTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
const database = await createTestDatabase();
let tenant: Tenant;
let admin: Actor;

beforeEach(async () => {
  tenant = await makeTenant();
  admin = await asRole(tenant, "admin");
  requestAs(admin);
});

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#2f5d50" } });
const upload = (file: Buffer) => uploadLogo({ tenant: tenant.slug, file: file.toString("base64") });
const current = () => withTenantSql(tenant.id, getLogo);
const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

describe("a logo", () => {
  it("is made anew from its pixels, with nothing of the file left in it", async () => {
    const jpeg = await picture(1600, 400)
      .withExif({ IFD0: { Copyright: "zqcanary in the metadata" } })
      .jpeg()
      .toBuffer();
    expect(jpeg.toString("latin1")).toContain("zqcanary");
    const png = await picture(300, 300).png().toBuffer();
    const trailed = Buffer.concat([png, Buffer.from("<script>zqcanary</script>")]);
    for (const [file, width, height] of [
      [jpeg, 800, 200],
      [await picture(200, 100).webp().toBuffer(), 200, 100],
      [trailed, 300, 300],
    ] as const) {
      expect(await upload(file)).toMatchObject({ ok: true, data: { width, height } });
      const logo = await current();
      expect(logo).toMatchObject({ contentType: "image/png", width, height });
      expect(await sharp(logo?.image).metadata()).toMatchObject({ format: "png", width, height });
      expect(logo?.image.toString("latin1")).not.toMatch(/zqcanary|script/);
    }
    expect(await database.admin("select 1 from tenant_logos where tenant_id = $1", [tenant.id])).toHaveLength(1);
  });

  it("stays small, whatever is in the picture", async () => {
    const noise = Buffer.alloc(500 * 400 * 3, 0).map(() => Math.floor(Math.random() * 256));
    const file = await sharp(noise, { raw: { width: 500, height: 400, channels: 3 } })
      .jpeg({ quality: 60 })
      .toBuffer();
    const { image } = await makeLogo(file);
    expect(image.length).toBeLessThanOrEqual(256 * 1024);
  });

  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ["an SVG", () => Buffer.from(svg), "logoSvg"],
    ["an SVG that begins with spaces", () => Buffer.from(`\n\n  <!-- x --> ${svg}`), "logoSvg"],
    ["an SVG in UTF-16", () => Buffer.from(`\ufeff${svg}`, "utf16le"), "logoSvg"],
    ["a script under another name", () => Buffer.from("#!/bin/sh\nrm -rf /\n"), "logoNotImage"],
    ["a page", () => Buffer.from("<!doctype html><script>alert(1)</script>"), "logoNotImage"],
    ["a PDF", () => Buffer.from("%PDF-1.7 …"), "logoNotImage"],
    ["a GIF", () => Buffer.from("GIF89a……"), "logoNotImage"],
    [
      "a script with a picture's first bytes",
      () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(svg)]),
      "logoBroken",
    ],
    ["half a picture", async () => (await picture(900, 900).jpeg().toBuffer()).subarray(0, 3000), "logoBroken"],
    ["a picture as large as a field", () => picture(6000, 6000).png({ palette: true }).toBuffer(), "logoTooManyPixels"],
    ["a file that is too large", () => Buffer.alloc(800 * 1024, 1), "logoTooLarge"],
    ["nothing", () => Buffer.alloc(0), "logoMissing"],
  ])("is not %s", async (_, file, word) => {
    expect(await upload(await file())).toMatchObject({ ok: false, error: { code: "invalid", fields: { file: word } } });
    expect(await current()).toBeNull();
    expect(await database.admin("select 1 from tenant_logos where tenant_id = $1", [tenant.id])).toEqual([]);
  });

  it("has an address that a browser may keep, inside the tenant", async () => {
    const made = await upload(await picture(40, 20).png().toBuffer());
    const logoId = made.ok ? made.data.id : "";
    const ask = (actor: Actor, slug: string, headers = {}) =>
      GET(
        new Request(`http://localhost/api/logos/${logoId}?tenant=${slug}`, {
          headers: { cookie: actor.cookie, ...headers },
        }),
        {
          params: Promise.resolve({ logoId }),
        },
      );
    const answer = await ask(admin, tenant.slug);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width).toBe(40);
    expect((await ask(admin, tenant.slug, { "if-none-match": answer.headers.get("etag") ?? "" })).status).toBe(304);
    const other = await makeTenant();
    expect((await ask(await asRole(other, "admin"), other.slug)).status).toBe(404);
    expect(await deleteLogo({ tenant: tenant.slug, remove: true })).toMatchObject({ ok: true });
    expect((await ask(admin, tenant.slug)).status).toBe(404);
  });
});

const brand = {
  name: "Harbour",
  brandColor: "#7A1F3D",
  coachName: "Ilana Roth",
  coachTitle: "Coach",
  contactEmail: "ilana@example.org",
  website: "https://example.org",
  about: "",
};

describe("what a tenant says of itself", () => {
  it("is saved with an entry that names what changed, and none when nothing did", async () => {
    expect(await changeBrand({ tenant: tenant.slug, ...brand })).toMatchObject({ ok: true });
    expect(await reloadTenant(tenant)).toMatchObject({ name: "Harbour", brandColor: "#7A1F3D" });
    expect(await withTenantSql(tenant.id, (db) => readBrand.first(db, {}))).toMatchObject({
      coachName: "Ilana Roth",
      logoId: null,
    });
    await changeBrand({ tenant: tenant.slug, ...brand });
    const entries = await database.admin(
      "select detail from audit_log where tenant_id = $1 and action = 'tenant.brand-changed'",
      [tenant.id],
    );
    expect(entries).toEqual([
      { detail: { changed: ["name", "brandColor", "coachName", "coachTitle", "contactEmail", "website"] } },
    ]);
  });

  it.each([
    [{ name: " " }, { name: "nameMissing" }],
    [{ brandColor: "red" }, { brandColor: "colorInvalid" }],
    [{ contactEmail: "Ilana <ilana@example.org>" }, { contactEmail: "emailInvalid" }],
    [{ website: "javascript:alert(1)" }, { website: "websiteInvalid" }],
    [{ about: "x".repeat(601) }, { about: "tooLong" }],
  ])("is refused with the field that is wrong: %o", async (wrong, fields) => {
    expect(await changeBrand({ tenant: tenant.slug, ...brand, ...wrong })).toMatchObject({
      error: { code: "invalid", fields },
    });
    expect((await reloadTenant(tenant)).name).toBe(tenant.name);
  });

  it("has its place and its units, and another zone makes the read models anew", async () => {
    const region = {
      locale: "de" as const,
      timeZone: "Asia/Kathmandu",
      currency: "CHF",
      auLabel: "Einklang",
      auUnit: "EK",
    };
    expect(await changeRegion({ tenant: tenant.slug, ...region })).toMatchObject({ ok: true });
    expect(await reloadTenant(tenant)).toMatchObject(region);
    const queued = await database.admin<{ data: { tenantId: string } }>(
      "select data from pgboss.job where name = 'events.rebuild'",
    );
    expect(queued.map(({ data }) => data.tenantId)).toContain(tenant.id);
    expect(jobs.map(({ name }) => name)).toContain(rebuild.name);
    for (const [wrong, fields] of [
      [{ timeZone: "Mars/Base" }, { timeZone: "zoneInvalid" }],
      [{ currency: "XYZ" }, { currency: "currencyInvalid" }],
      [{ auUnit: "" }, { auUnit: "labelMissing" }],
    ])
      expect(await changeRegion({ tenant: tenant.slug, ...region, ...wrong } as never)).toMatchObject({
        error: { fields },
      });
  });

  it("keeps its promises of privacy within bounds", async () => {
    const privacy = { k: 8, lowCountThreshold: 20, roundUpCounts: true, retentionMonths: 12 };
    expect(await changePrivacy({ tenant: tenant.slug, ...privacy })).toMatchObject({ ok: true });
    expect(await reloadTenant(tenant)).toMatchObject(privacy);
    for (const [wrong, fields] of [
      [{ k: 1 }, { k: "numberOutside" }],
      [{ retentionMonths: 0 }, { retentionMonths: "numberOutside" }],
      [{ lowCountThreshold: 1.5 }, { lowCountThreshold: "numberInvalid" }],
    ])
      expect(await changePrivacy({ tenant: tenant.slug, ...privacy, ...wrong } as never)).toMatchObject({
        error: { fields },
      });
    requestAs(await asRole(tenant, "coach"));
    expect(await changePrivacy({ tenant: tenant.slug, ...privacy })).toMatchObject({ error: { code: "forbidden" } });
  });
});
