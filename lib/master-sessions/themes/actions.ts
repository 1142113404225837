"use server";

import { action, type TenantActionContext } from "@/lib/guard/action";
import { enqueue } from "@/lib/jobs/queue";
import { rethemeTexts } from "@/lib/master-sessions/themes/jobs";
import {
  makeThemeInput,
  removeTermInput,
  removeThemeInput,
  switchThemeInput,
  termInput,
} from "@/lib/master-sessions/themes/schema";
import {
  addTerm as add,
  makeTheme as make,
  previewTerm as preview,
  removeTerm as remove,
  removeTheme as removeWhole,
  switchTheme as turn,
} from "@/lib/master-sessions/themes/service";

/** What was written is read anew with the changed lexicon, once the change is committed. */
function readAnew({ tenant, afterCommit }: Pick<TenantActionContext, "tenant" | "afterCommit">): { done: true } {
  afterCommit(() => enqueue(rethemeTexts, { tenantId: tenant.id }));
  return { done: true };
}

export const addThemeTerm = action(
  { permission: "brand:manage", input: termInput },
  async (ctx, input) => {
    await add(ctx.db, input, ctx.user.id, ctx.now);
    return readAnew(ctx);
  },
  ({ key, language, term }) => ({
    action: "theme.word-added",
    target: { type: "theme", id: key },
    detail: { language, term },
  }),
);

export const removeThemeTerm = action(
  { permission: "brand:manage", input: removeTermInput },
  async (ctx, input) => {
    await remove(ctx.db, input);
    return readAnew(ctx);
  },
  ({ key, language, term }) => ({
    action: "theme.word-removed",
    target: { type: "theme", id: key },
    detail: { language, term },
  }),
);

export const makeTheme = action(
  { permission: "brand:manage", input: makeThemeInput },
  ({ db, user, now }, input) => make(db, input, user.id, now),
  (input, { key }) => ({ action: "theme.made", target: { type: "theme", id: key }, detail: { name: input.en } }),
);

export const removeTheme = action(
  { permission: "brand:manage", input: removeThemeInput },
  async (ctx, { key }) => {
    const removed = await removeWhole(ctx.db, key);
    readAnew(ctx);
    return removed;
  },
  ({ key }, { label }) => ({ action: "theme.removed", target: { type: "theme", id: key }, detail: { name: label } }),
);

export const switchTheme = action(
  { permission: "brand:manage", input: switchThemeInput },
  async (ctx, { key, enabled }) => {
    await turn(ctx.db, key, enabled, ctx.user.id, ctx.now);
    return readAnew(ctx);
  },
  ({ key, enabled }) => ({
    action: enabled ? "theme.switched-on" : "theme.switched-off",
    target: { type: "theme", id: key },
  }),
);

/** Changes nothing: says how many texts a word would change. */
export const previewThemeTerm = action(
  { permission: "brand:manage", input: termInput },
  ({ db, tenant, now }, input) => preview(db, input, tenant.k, now),
  () => null,
);
