import { expect, it } from "vitest";
import { withTenant, withTenantSql } from "@/lib/db/tenant";
import { rebuildTenant } from "@/lib/events/rebuild";
import { listMasterThemes } from "@/lib/master-sessions/queries/list-master-themes";
import { getSnapshot } from "@/lib/master-sessions/snapshot";
import { rethemeTexts } from "@/lib/master-sessions/themes/jobs";
import {
  addTerm,
  makeTheme,
  previewTerm,
  removeTerm,
  removeTheme,
  switchTheme,
} from "@/lib/master-sessions/themes/service";
import { projections } from "@/lib/projections";
import { asRole, makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";
import { PracticeStory } from "@/lib/testing/practice-story";
import { tellStories } from "@/lib/testing/tell-story";

const database = await createTestDatabase();
const hour = new Date("2026-03-10T18:00:00Z");
const now = new Date("2026-03-12T09:00:00Z");

function circle(): PracticeStory {
  const story = new PracticeStory("s-1", hour, "").scheduled(-60).started(0);
  for (const [index, name] of ["ana", "ben", "cleo", "dora", "emil", "fia"].entries()) {
    story.ready(0, { person: name });
    story.wrote(10 + index, { person: name, language: "en", text: "Thank you for the moonbath" });
  }
  story.wrote(30, { person: "ana", language: "en", text: "A quiet kazoo" });
  return story.ended(60);
}

it("what a tenant adds is found after the job, told in a preview, and the same after a rebuild", async () => {
  const tenant = await makeTenant();
  const other = await makeTenant();
  const { user } = await asRole(tenant, "admin");
  await tellStories(tenant, [circle()]);
  await tellStories(other, [circle()]);
  const themes = async (of = tenant) =>
    (await withTenantSql(of.id, (db) => getSnapshot(db, "s-1", now))).gratitude.themes.map(({ key, people }) => [
      key,
      people,
    ]);
  const change = <T>(fn: Parameters<typeof withTenant<T>>[1]) => withTenant(tenant.id, fn);
  const read = () => rethemeTexts.run({ tenantId: tenant.id });
  expect(await themes()).toEqual([["moonbath", 6]]);

  const { key } = await change((db) =>
    makeTheme(db, { en: "Moon bathing", de: "Mondbad", fr: "", es: "", ru: "", ar: "" }, user.id, now),
  );
  const term = { key, language: "en", term: "moonbath" } as const;
  expect(await change((db) => previewTerm(db, term, tenant.k, now))).toEqual({ changed: 6, texts: 7 });
  // One text would point at who wrote it.
  expect(await change((db) => previewTerm(db, { ...term, term: "kazoo" }, tenant.k, now))).toEqual({
    changed: null,
    texts: 7,
  });
  await change((db) => addTerm(db, term, user.id, now));
  await expect(change((db) => addTerm(db, { ...term, term: "Moonbath" }, user.id, now))).rejects.toMatchObject({
    code: "invalid",
  });
  await read();
  expect(await themes()).toEqual([[`@${key}`, 6]]);
  const label = (await withTenantSql(tenant.id, (db) => getSnapshot(db, "s-1", now))).gratitude.themes[0];
  expect(label).toMatchObject({ label: "Moon bathing", labels: { en: "Moon bathing", de: "Mondbad" } });
  expect(
    await withTenantSql(tenant.id, (db) => listMasterThemes.all(db, { masterId: "master-1", k: tenant.k })),
  ).toEqual([{ key: `@${key}`, people: 6, sessions: 1 }]);
  await rebuildTenant(tenant, projections);
  expect(await themes()).toEqual([[`@${key}`, 6]]);
  expect(await themes(other)).toEqual([["moonbath", 6]]);

  await change((db) => switchTheme(db, key, false, user.id, now));
  await read();
  expect(await themes()).toEqual([["moonbath", 6]]);
  await change((db) => switchTheme(db, key, true, user.id, now));
  await change((db) => removeTerm(db, term));
  await read();
  await read();
  expect(await themes()).toEqual([["moonbath", 6]]);
  await change((db) => removeTheme(db, key));
  await expect(change((db) => removeTheme(db, "peace"))).rejects.toMatchObject({ code: "not-found" });
  const left = await database.admin("select count(*)::int as rows from tenant_themes where tenant_id = $1", [
    tenant.id,
  ]);
  expect(left).toEqual([{ rows: 0 }]);
});
