"use server";

import { z } from "zod";
import { DomainError } from "@/lib/errors";
import { action } from "@/lib/guard/action";
import { mostOrigins, readOrigins } from "@/lib/live-settings/origins";
import { readLiveSettings } from "@/lib/live-settings/queries/read-live-settings";
import { writeLiveSettings } from "@/lib/live-settings/queries/write-live-settings";

const changed = (before: readonly string[], after: readonly string[]) => ({
  added: after.filter((origin) => !before.includes(origin)),
  removed: before.filter((origin) => !after.includes(origin)),
});

/** Decides which sites may show the tenant's live pages in a frame. Nothing is kept unless every line can be. */
export const setEmbedOrigins = action(
  {
    permission: "brand:manage",
    feature: "live-embed",
    input: z.strictObject({ origins: z.string().max(20_000, { error: "tooMany" }) }),
  },
  async ({ db }, { origins: text }) => {
    const { origins, problems } = readOrigins(text);
    if (problems.length > 0) {
      const lines = problems.map(({ line, problem }) => [`origins.${line}`, problem] as const);
      throw new DomainError("invalid", "Some lines are not origins.", Object.fromEntries(lines));
    }
    if (origins.length > mostOrigins) throw new DomainError("invalid", "Too many origins.", { origins: "tooMany" });
    const before = await readLiveSettings.first(db, {});
    await writeLiveSettings.first(db, { anonymous: null, allowedOrigins: origins });
    return { origins, ...changed(before?.allowedOrigins ?? [], origins) };
  },
  (_, { added, removed }) =>
    added.length || removed.length
      ? { action: "live.origins-changed", target: { type: "live-settings", id: "origins" }, detail: { added, removed } }
      : null,
);

/** Decides whether people may take part without a token of the tenant's own app. */
export const setAnonymousVisitors = action(
  { permission: "brand:manage", input: z.strictObject({ allowed: z.boolean() }) },
  async ({ db }, { allowed }) => {
    const before = await readLiveSettings.first(db, {});
    await writeLiveSettings.first(db, { anonymous: allowed, allowedOrigins: null });
    return { changed: (before?.anonymous ?? true) !== allowed };
  },
  ({ allowed }, { changed: isNew }) =>
    isNew
      ? {
          action: allowed ? "live.anonymous-allowed" : "live.anonymous-refused",
          target: { type: "live-settings", id: "anonymous" },
          detail: {},
        }
      : null,
);
