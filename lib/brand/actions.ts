"use server";

import { z } from "zod";
import { removeLogo, saveBrand, saveLogo, savePrivacy, saveRegion } from "@/lib/brand/change-brand";
import { rebuildLater } from "@/lib/brand/rebuild-later";
import { brandInput, logoInput, privacyInput, regionInput } from "@/lib/brand/schema";
import { action } from "@/lib/guard/action";

const target = { type: "tenant", id: "settings" };

export const changeBrand = action(
  { permission: "brand:manage", input: brandInput },
  ({ db, tenant, now }, input) => saveBrand(db, tenant, input, now),
  (_, { changed }) => (changed.length > 0 ? { action: "tenant.brand-changed", target, detail: { changed } } : null),
);

/** Language, zone, currency and names of units. Another zone moves events to other days, so the read models are made anew. */
export const changeRegion = action(
  { permission: "brand:manage", input: regionInput },
  async ({ db, tenant, afterCommit }, input) => {
    const saved = await saveRegion(db, tenant, input);
    if (saved.changed.includes("timeZone")) afterCommit(() => rebuildLater(tenant.id));
    return saved;
  },
  (_, { changed }) => (changed.length > 0 ? { action: "tenant.region-changed", target, detail: { changed } } : null),
);

export const uploadLogo = action(
  { permission: "brand:manage", input: logoInput },
  ({ db, user, now }, { file }) => saveLogo(db, file, user.id, now),
  (_, { width, height }) => ({ action: "tenant.logo-changed", target, detail: { width, height } }),
);

export const deleteLogo = action(
  { permission: "brand:manage", input: z.strictObject({ remove: z.literal(true) }) },
  ({ db, now }) => removeLogo(db, now),
  () => ({ action: "tenant.logo-removed", target }),
);

export const changePrivacy = action(
  { permission: "privacy:manage", input: privacyInput },
  ({ db, tenant }, input) => savePrivacy(db, tenant, input),
  (input, { changed }) =>
    changed.length > 0 ? { action: "tenant.privacy-changed", target, detail: { changed, ...input } } : null,
);
