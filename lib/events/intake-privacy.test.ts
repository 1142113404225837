import { describe, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { createTestKey, rowsOf, send } from "@/lib/testing/ingest";

const database = await createTestDatabase();
const tenant = await createTenant();
const { value: key } = await createTestKey(tenant);

/** Whatever bytes of the table anybody could ever read, as text. */
const dump = async (table: string) =>
  (await database.admin<{ row: string }>(`select t::text as row from ${table} t`)).map(({ row }) => row).join("\n");

const canary = (place: string) => `canary${place.toLowerCase()}`;
const mail = (place: string) => `${canary(place)}@example.org`;

describe("what identifies a person", () => {
  it("is in no byte of the log, wherever a sender puts it", async () => {
    const traits = {
      name: canary("name"),
      email: mail("email"),
      phone: `+49${canary("phone")}`,
      address: { street: canary("street"), city: canary("city") },
      note: canary("trait"),
    };
    const context = {
      ip: canary("ip"),
      traits,
      userAgent: `Mozilla/5.0 ${canary("agent")}`,
      locale: `de-${canary("locale")}`,
      country: canary("country"),
      location: { country: canary("land"), city: canary("ort"), latitude: 48.1 },
      device: {
        id: canary("device"),
        advertisingId: canary("advertising"),
        name: canary("devicename"),
        type: canary("type"),
      },
      os: { name: `<${canary("os")}>` },
      network: { carrier: canary("carrier") },
      page: {
        path: `/users/${mail("path")}/edit`,
        url: `https://x.example/?email=${mail("url")}`,
        search: `?q=${canary("search")}&utm_source=${mail("utm")}&utm_medium=mail`,
        title: canary("title"),
        referrer: `https://${canary("login")}:secret@other.example/${canary("referrer")}?x=${canary("query")}`,
      },
      campaign: { name: mail("campaign"), secret: canary("secret") },
    };
    const person = { userId: mail("user"), anonymousId: canary("anonymous"), context };
    const custom = {
      email: mail("custom"),
      Email_Address: canary("emailaddress"),
      phoneNumber: canary("phonenumber"),
      "first-name": canary("firstname"),
      userName: canary("username"),
      shippingAddress: { line1: canary("line") },
      ip: canary("customip"),
      client: { contactName: canary("contact"), deep: [{ email: canary("deep"), plan: "kept-plan" }, mail("listed")] },
      reachedAt: "+49 171 5551234",
      from: "203.0.113.7",
      via: "2001:db8::1",
      link: `see ${mail("inside")} there`,
      url: `https://x.example/?e=${mail("link").replace("@", "%40")}`,
      [mail("key")]: true,
      $from: canary("dollar"),
      message: canary("message"),
      story: `${canary("story")} ${"long ".repeat(60)}`,
      lines: `one\n${canary("lines")}`,
      plan: "kept-plan",
      amount: 12,
    };
    const batch = [
      { type: "identify", ...person, traits },
      { type: "alias", ...person, previousId: mail("previous") },
      { type: "group", ...person, groupId: "g-1", traits },
      { type: "page", ...person, name: "Home", properties: context.page },
      { type: "screen", ...person, name: "Lobby", properties: custom },
      { type: "track", ...person, event: "Thing bought", properties: custom, traits },
      {
        type: "track",
        ...person,
        event: "practice.gratitude",
        properties: {
          sessionId: "s",
          text: canary("gratitude"),
          consent: "quoted",
          name: canary("extra"),
          note: canary("extranote"),
        },
      },
      {
        type: "track",
        ...person,
        event: "practice.ready",
        properties: { sessionId: "s", deviceId: "d", email: mail("ready") },
      },
      { type: "track", ...person, event: `Opened by ${mail("eventname")}` },
      {
        type: "track",
        ...person,
        event: "practice.reaction",
        properties: { sessionId: mail("session"), kind: canary("wrong").repeat(20) },
      },
    ];
    expect((await send("/v1/batch", { batch }, { key })).status).toBe(200);
    const native = { ...person, name: "Native thing", properties: custom, traits, email: mail("top") };
    expect((await send("/api/ingest", native, { key, headers: { "x-forwarded-for": "203.0.113.9" } })).status).toBe(
      200,
    );

    const log = await dump("analytics.events");
    expect(log.split("\n").length).toBe(9);
    for (const table of [
      "analytics.events",
      "analytics.event_keys",
      "analytics.flushes",
      "analytics.rejections",
      "consents",
    ]) {
      const bytes = await dump(table);
      expect(bytes).not.toMatch(/canary/i);
      expect(bytes).not.toMatch(/203\.0\.113|2001:db8|555 ?1234/);
      expect(bytes).not.toContain("@");
    }
    expect(log).toContain("kept-plan");
    expect(log).toContain("/users/:email/edit");
    expect(log).toContain("other.example");
    // What was set apart is where erasure will find it, under its person.
    const texts = await rowsOf<{ field: string; actor: string | null }>(tenant.id, "analytics.private_texts", "field");
    expect(new Set(texts.map(({ field }) => field))).toEqual(new Set(["text", "message", "story", "lines"]));
    expect(texts.every(({ actor }) => actor !== null)).toBe(true);
    expect(await dump("people")).toContain(canary("name"));
  });

  it("is a different pseudonym for a user and an anonymous visitor of the same id", async () => {
    await send(
      "/api/ingest",
      [
        { name: "same", userId: "7" },
        { name: "same", anonymousId: "7" },
        { name: "same", userId: 7 },
      ],
      { key },
    );
    const log = await rowsOf<{ name: string; actor: string }>(tenant.id, "analytics.events", "seq");
    const [user, visitor, number] = log.filter(({ name }) => name === "same").map(({ actor }) => actor);
    expect(user).not.toBe(visitor);
    expect(number).toBe(user);
  });

  it("gives a text consent only for its own hash, and none unless it was said", async () => {
    const said = (id: string, consent?: string) => ({
      id,
      name: "practice.gratitude",
      userId: "u",
      properties: { sessionId: "s", text: `text ${id}`, ...(consent && { consent }) },
    });
    await send("/api/ingest", [said("c-none", "none"), said("c-absent"), said("c-anonymised", "anonymised")], { key });
    const bound = await database.admin(
      `select c.level, c.text_hash = sha256(convert_to(t.value, 'UTF8')) as bound, t.value
       from consents c join analytics.private_texts t using (tenant_id, event_id) where t.value like 'text c-%'`,
    );
    expect(bound).toEqual([{ level: "anonymised", bound: true, value: "text c-anonymised" }]);
  });

  it("does not come back with a repeated event: texts and consents are written once", async () => {
    const event = {
      id: "once",
      name: "practice.gratitude",
      userId: "u",
      properties: { sessionId: "s", text: "first", consent: "quoted" },
    };
    await send("/api/ingest", event, { key });
    await send("/api/ingest", { ...event, properties: { ...event.properties, text: "second" } }, { key });
    expect(
      await database.admin("select value from analytics.private_texts where value in ('first', 'second')"),
    ).toEqual([{ value: "first" }]);
  });
});
