"use server";

import { z } from "zod";
import { requireFeature } from "@/lib/features";
import { action } from "@/lib/guard/action";
import { revokeKey } from "@/lib/identity/api-keys";
import { createKey, keyScopes } from "@/lib/identity/keys";

/** Makes an API key. Its value comes back this once and is kept nowhere. */
export const createApiKey = action(
  {
    permission: "keys:manage",
    input: z.strictObject({
      name: z.string().trim().min(1, { error: "nameMissing" }).max(80, { error: "nameTooLong" }),
      scopes: z.array(z.enum(keyScopes)).min(1, { error: "scopeMissing" }).max(keyScopes.length),
    }),
  },
  ({ db, tenant, user }, { name, scopes }) => {
    if (scopes.includes("read")) requireFeature(tenant, "read-api");
    return createKey(db, { name, scopes: [...new Set(scopes)], createdBy: user.id });
  },
  ({ name, scopes }, { id, value }) => ({
    action: "key.created",
    target: { type: "key", id },
    detail: { name, scopes, ending: value.slice(-4) },
  }),
);

export const revokeApiKey = action(
  { permission: "keys:manage", input: z.strictObject({ keyId: z.uuid() }) },
  ({ db, now }, { keyId }) => revokeKey(db, keyId, now),
  ({ keyId }, { name }) => ({ action: "key.revoked", target: { type: "key", id: keyId }, detail: { name } }),
);
