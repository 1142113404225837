import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenant } from "@/lib/db/tenant";
import { type Feature, features } from "@/lib/features";
import { doorOf } from "@/lib/guard/door";
import { featurePages } from "@/lib/guard/feature-pages";
import { refusalOfFeature } from "@/lib/guard/shell";
import { locales } from "@/lib/i18n";
import { createKey } from "@/lib/identity/keys";
import { jobs } from "@/lib/jobs/registry";
import { closeRooms } from "@/lib/live/hub";
import { translatorFor } from "@/lib/messages";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { type Entrance, listEntrances } from "@/lib/testing/entrances";
import { requestAs } from "@/lib/testing/fake-next-headers";
import { tryDoor, type Visitor } from "@/lib/testing/try-door";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));

/** Where each feature's doors are. What is put into one of these places belongs to the feature, unless it is named below. */
const places: readonly { feature: Feature; within: RegExp; except?: Readonly<Record<string, string>> }[] = [
  { feature: "webhooks", within: /^(app\/\[locale\]\/\[tenant\]\/settings\/webhooks\/|lib\/webhooks\/)/ },
  {
    feature: "exports",
    within: /^(app\/\[locale\]\/\[tenant\]\/reports\/exports\/|app\/api\/exports\/|lib\/exports\/)/,
  },
  { feature: "quiz-bridge", within: /^lib\/quiz-sessions\/bridge-actions\.ts/ },
  {
    feature: "live-embed",
    within: /^lib\/live-settings\//,
    except: { setAnonymousVisitors: "concerns the live page itself" },
  },
  {
    feature: "report-sharing",
    within: /^lib\/reports\//,
    except: {
      revokeLink: "what is out can always be taken back",
      withdrawConsent: "a text can always be taken back",
      saveDraft: "reports are worked on before they are shared",
      reviewQuote: "reports are worked on before they are shared",
      readReply: "what came back is read",
      replyToReport: "public: the link itself says that sharing is paused",
      cancelMail: "a mail that waits can be stopped",
      markMailSent: "notes what a person did elsewhere",
      markMailBounced: "notes what a person did elsewhere",
      saveMasterContact: "an address is kept, nothing is sent",
      removeMasterContact: "an address can always be taken away",
    },
  },
];

const nameOf = (entrance: Entrance) => entrance.name.split("#")[1] ?? "";

function featureOfPlace(entrance: Entrance): Feature | undefined {
  const place = places.find(({ within }) => within.test(entrance.name));
  return place?.except && nameOf(entrance) in place.except ? undefined : place?.feature;
}

const database = await createTestDatabase();
const entrances = await listEntrances();
let tenant: Tenant;
let admin: Visitor;
let reader: Visitor;
afterAll(closeRooms);

beforeAll(async () => {
  tenant = await makeTenant();
  admin = { name: "admin", actor: await asRole(tenant, "admin"), role: "admin" };
  const { value } = await withTenant(tenant.id, (db) =>
    createKey(db, { name: "r", scopes: ["read"], createdBy: null }),
  );
  reader = { name: "read key", actor: null, role: null, key: { value, scopes: ["read"], alive: true } };
});

const switchOff = (off: readonly string[]) =>
  database.admin("update tenants set features_off = $2 where id = $1", [tenant.id, off]);

/** How every door of the tenant answers one visitor at this moment. */
async function answersTo(visitor: Visitor): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const entrance of entrances) {
    if (entrance.door?.scope !== "tenant") continue;
    answers.set(`${entrance.name} ${entrance.method}`, await tryDoor(entrance, visitor, tenant.slug, "none"));
  }
  return answers;
}

describe("the features that can be switched off", () => {
  it("have doors, a name, and a sentence for what off means, in every language of the app", () => {
    // Keys are asked by the guard of the routes themselves.
    expect([...places.map(({ feature }) => feature), "read-api"].sort()).toEqual([...features].sort());
    for (const locale of locales) {
      const [meaning, words] = [translatorFor(locale, "features"), translatorFor(locale, "ui.features.names")];
      for (const feature of features) expect([meaning.has(feature), words.has(feature)], feature).toEqual([true, true]);
    }
  });

  it("are stated by every door in their places and by no other", () => {
    for (const entrance of entrances) {
      expect([entrance.name, entrance.door?.feature]).toEqual([entrance.name, featureOfPlace(entrance)]);
    }
    for (const { except = {}, within } of places) {
      const there = entrances.filter(({ name }) => within.test(name)).map(nameOf);
      expect(there, String(within)).toEqual(expect.arrayContaining(Object.keys(except)));
    }
  });

  it("have their own pages in the table that what stands beside them reads", () => {
    const pages = entrances.filter(({ kind, door }) => kind === "page" && door?.feature);
    expect(
      pages.map(({ name, door }) => ({
        feature: door?.feature,
        path: name.replace("app/[locale]/[tenant]/", "").replace("/page.tsx", ""),
        permission: door?.permission,
      })),
    ).toEqual(expect.arrayContaining([...featurePages]));
    expect(pages).toHaveLength(featurePages.length);
    for (const { feature, path } of featurePages) {
      const beside = readFileSync(`app/[locale]/[tenant]/${path}/forbidden.tsx`, "utf8");
      expect(beside, path).toContain(`refusalOfFeature("${feature}")`);
    }
  });

  it("hold back the jobs that would send or fetch", () => {
    const held = jobs.flatMap((job) => (doorOf(job)?.feature ? [[job.name, doorOf(job)?.feature]] : []));
    expect(Object.fromEntries(held)).toEqual({
      "reports.mail-deliver": "report-sharing",
      "exports.run": "exports",
      "quiz.bridge": "quiz-bridge",
    });
  });

  it("shut their doors and no other, for people and for keys, and open them again", { timeout: 60_000 }, async () => {
    const before = [await answersTo(admin), await answersTo(reader)] as const;
    await switchOff(features);
    const during = [await answersTo(admin), await answersTo(reader)] as const;
    for (const entrance of entrances) {
      const { door, kind } = entrance;
      if (door?.scope !== "tenant") continue;
      const key = `${entrance.name} ${entrance.method}`;
      const refused = kind === "page" ? "forbidden" : "feature-off";
      expect([key, before[0].get(key)]).toEqual([key, "in"]);
      expect([key, during[0].get(key)]).toEqual([key, door.feature ? refused : "in"]);
      if (!door.auth?.includes("read-key")) continue;
      expect([key, before[1].get(key), during[1].get(key)]).toEqual([key, "in", "feature-off"]);
    }
    await switchOff(["a-feature-of-tomorrow"]);
    expect(await answersTo(admin)).toEqual(before[0]);
  });

  it("are named to whoever could open their page, and to nobody else", async () => {
    const why = async (visitor: Visitor["actor"]) => {
      requestAs(visitor, {
        host: "localhost:3000",
        "x-attune-path": `/de/${tenant.slug}/settings/webhooks?status=dead`,
      });
      return [await refusalOfFeature("webhooks"), await refusalOfFeature("exports")];
    };
    expect(await why(admin.actor)).toEqual(["off", "off"]);
    expect(await why(await asRole(tenant, "coach"))).toEqual(["forbidden", "off"]);
    expect(await why(await asRole(await makeTenant(), "admin"))).toEqual(["forbidden", "forbidden"]);
  });
});
