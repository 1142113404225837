"use server";

import { z } from "zod";
import { action } from "@/lib/guard/action";
import { createLiveKey, forgetLiveKey, revokeLiveKey } from "@/lib/live/live-keys";
import { liveAlgorithms } from "@/lib/live/queries/live-keys";

/** Makes a key that a tenant's own app signs its participants' tokens with. What it signs with comes back this once. */
export const createLiveKeyAction = action(
  {
    permission: "keys:manage",
    input: z.strictObject({
      name: z.string().trim().min(1, { error: "nameMissing" }).max(80, { error: "nameTooLong" }),
      algorithm: z.enum(liveAlgorithms),
    }),
  },
  ({ db, user }, { name, algorithm }) => createLiveKey(db, { name, algorithm, createdBy: user.id }),
  ({ name, algorithm }, { id }) => ({
    action: "live-key.created",
    target: { type: "live-key", id },
    detail: { name, algorithm },
  }),
);

export const revokeLiveKeyAction = action(
  { permission: "keys:manage", input: z.strictObject({ keyId: z.uuid() }) },
  async ({ db, now, afterCommit }, { keyId }) => {
    const revoked = await revokeLiveKey(db, keyId, now);
    afterCommit(async () => forgetLiveKey(db.tenantId, keyId));
    return revoked;
  },
  ({ keyId }, { name }) => ({ action: "live-key.revoked", target: { type: "live-key", id: keyId }, detail: { name } }),
);
