"use server";

import { z } from "zod";
import type { AuditChange } from "@/lib/audit/write-audit";
import { action } from "@/lib/guard/action";
import { emailSchema } from "@/lib/identity/email";
import { invitationUrl } from "@/lib/identity/invitation-mail";
import {
  decideRequest,
  requestAdmin,
  revokeAdmin,
  setAccountDisabled,
  signOutEverywhere,
} from "@/lib/platform/accounts";
import { retryFailedJob } from "@/lib/platform/system";
import { featuresOffSchema, setFeatures } from "@/lib/platform/tenant-features";
import {
  createOrganisation,
  limitsSchema,
  newOrganisationSchema,
  setLimits,
  setSuspended,
} from "@/lib/platform/tenants";

const user = (id: string) => ({ type: "user", id });

/** Makes an organisation; the link for its first admin comes back once, to be handed over. */
export const createTenantAsPlatform = action.platform(
  { input: newOrganisationSchema },
  async (change, input) => {
    const { tenantId, token } = await createOrganisation(change, input);
    return { tenantId, link: invitationUrl(input.locale ?? "en", token) };
  },
  ({ slug, name }, { tenantId }) => ({
    action: "tenant.created",
    target: { type: "tenant", id: tenantId },
    detail: { slug, name },
  }),
);

export const changeLimits = action.platform(
  // Who says nothing of features leaves them as they are.
  { input: limitsSchema.extend({ featuresOff: featuresOffSchema.optional() }) },
  async (change, { featuresOff, ...limits }) => {
    const { id: tenantId } = await setLimits(change, limits);
    const switched = featuresOff ? await setFeatures(change, { slug: limits.slug, featuresOff }) : null;
    return { tenantId, switched };
  },
  ({ slug, featuresOff: _, ...limits }, { tenantId, switched }) => {
    const target = { type: "tenant", id: tenantId };
    const changes: AuditChange[] = [{ action: "tenant.limits-changed", target, detail: { slug, ...limits } }];
    if (switched) changes.push({ action: "tenant.features-changed", target, detail: { slug, ...switched } });
    return changes;
  },
);

export const suspendTenant = action.platform(
  { input: z.strictObject({ slug: z.string(), suspended: z.boolean() }) },
  async (change, input) => ({ tenantId: (await setSuspended(change, input)).id }),
  ({ slug, suspended }, { tenantId }) => ({
    action: suspended ? "tenant.suspended" : "tenant.resumed",
    target: { type: "tenant", id: tenantId },
    detail: { slug },
  }),
);

export const disableAccount = action.platform(
  { input: z.strictObject({ userId: z.uuid(), disabled: z.boolean() }) },
  (change, input) => setAccountDisabled(change, input),
  ({ userId, disabled }) => ({ action: disabled ? "account.disabled" : "account.enabled", target: user(userId) }),
);

export const signOutAccount = action.platform(
  { input: z.strictObject({ userId: z.uuid() }) },
  (change, input) => signOutEverywhere(change, input),
  ({ userId }, { sessions }) => ({ action: "account.signed-out", target: user(userId), detail: { sessions } }),
);

export const requestPlatformAdmin = action.platform(
  { input: z.strictObject({ email: emailSchema }) },
  (change, input) => requestAdmin(change, input),
  (_, { userId, requestId }) => ({
    action: "platform-admin.requested",
    target: user(userId),
    detail: { requestId },
  }),
);

export const decidePlatformAdmin = action.platform(
  { input: z.strictObject({ requestId: z.uuid(), grant: z.boolean() }) },
  (change, input) => decideRequest(change, input),
  ({ requestId, grant }, { userId }) => ({
    action: grant ? "platform-admin.granted" : "platform-admin.declined",
    target: user(userId),
    detail: { requestId },
  }),
);

export const revokePlatformAdmin = action.platform(
  { input: z.strictObject({ userId: z.uuid() }) },
  (change, input) => revokeAdmin(change, input),
  ({ userId }) => ({ action: "platform-admin.revoked", target: user(userId) }),
);

export const retryJob = action.platform(
  { input: z.strictObject({ queue: z.string().max(100), jobId: z.uuid() }) },
  (_, input) => retryFailedJob(input.queue, input.jobId),
  ({ queue, jobId }) => ({ action: "job.retried", target: { type: "job", id: jobId }, detail: { queue } }),
);
