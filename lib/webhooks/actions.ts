"use server";

import { z } from "zod";
import { action } from "@/lib/guard/action";
import {
  createEndpoint,
  decidePersonalData,
  deleteEndpoint,
  resendDelivery,
  resendRange,
  rotateSecret,
  sendTest,
  setEndpointActive,
  updateEndpoint,
} from "@/lib/webhooks/endpoints";
import {
  createEndpointInput,
  endpointInput,
  replayRangeInput,
  rotateInput,
  updateEndpointInput,
} from "@/lib/webhooks/schema";

/** What every action of a webhook asks for. */
const door = { permission: "webhooks:manage", feature: "webhooks" } as const;
const target = (id: string) => ({ type: "webhook", id });

/** Makes an endpoint; its secret comes back this once and is kept sealed. */
export const createWebhook = action(
  { ...door, input: createEndpointInput },
  ({ db, user, now }, input) => createEndpoint(db, input, user.id, now),
  ({ kind, name, url, events }, { id }) => ({
    action: "webhook.created",
    target: target(id),
    detail: { kind, name, host: new URL(url).host, events },
  }),
);

export const updateWebhook = action(
  { ...door, input: updateEndpointInput },
  ({ db, now }, input) => updateEndpoint(db, input, now),
  ({ endpointId, name, url, events }, { kind }) => ({
    action: "webhook.changed",
    target: target(endpointId),
    detail: { kind, name, host: new URL(url).host, events },
  }),
);

export const setWebhookActive = action(
  { ...door, input: endpointInput.extend({ active: z.boolean() }) },
  ({ db, now }, { endpointId, active }) => setEndpointActive(db, endpointId, active, now),
  ({ endpointId, active }, { name }) => ({
    action: active ? "webhook.enabled" : "webhook.disabled",
    target: target(endpointId),
    detail: { name },
  }),
);

export const deleteWebhook = action(
  { ...door, input: endpointInput },
  ({ db }, { endpointId }) => deleteEndpoint(db, endpointId),
  ({ endpointId }, { name, url }) => ({
    action: "webhook.deleted",
    target: target(endpointId),
    detail: { name, host: new URL(url).host },
  }),
);

/** A new secret, shown this once. */
export const rotateWebhookSecret = action(
  { ...door, input: rotateInput },
  ({ db, now }, { endpointId, overlapHours }) => rotateSecret(db, endpointId, overlapHours, now),
  ({ endpointId, overlapHours }, { name }) => ({
    action: "webhook.secret-rotated",
    target: target(endpointId),
    detail: { name, overlapHours },
  }),
);

export const decideWebhookPersonalData = action(
  { ...door, input: z.strictObject({ allowed: z.boolean() }) },
  ({ db, user, now }, { allowed }) => decidePersonalData(db, allowed, user.id, now),
  ({ allowed }) => ({
    action: allowed ? "webhook.personal-data-allowed" : "webhook.personal-data-stopped",
    target: { type: "tenant", id: "webhooks" },
  }),
);

export const sendTestEvent = action(
  { ...door, input: endpointInput },
  ({ db }, { endpointId }) => sendTest(db, endpointId),
  ({ endpointId }, { name }) => ({ action: "webhook.tested", target: target(endpointId), detail: { name } }),
);

export const resendWebhookDelivery = action(
  { ...door, input: z.strictObject({ deliveryId: z.uuid() }) },
  ({ db }, { deliveryId }) => resendDelivery(db, deliveryId),
  ({ deliveryId }, { endpointId }) => ({
    action: "webhook.delivery-resent",
    target: target(endpointId),
    detail: { delivery: deliveryId },
  }),
);

export const resendWebhookRange = action(
  { ...door, input: replayRangeInput },
  ({ db, tenant }, input) => resendRange(db, input, tenant.timeZone),
  ({ endpointId, from, to, statuses }, { name, count }) => ({
    action: "webhook.range-resent",
    target: target(endpointId),
    detail: { name, from, to, statuses, count },
  }),
);
