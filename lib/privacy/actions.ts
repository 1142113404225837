"use server";

import { conflict } from "@/lib/errors";
import { action } from "@/lib/guard/action";
import { enqueue } from "@/lib/jobs/queue";
import { runPrivacyRequest } from "@/lib/privacy/jobs";
import { requeueRequest } from "@/lib/privacy/queries/requests";
import { openRef } from "@/lib/privacy/refs";
import { askFor, linkToCopy, lookUp, lookUpProspect, requireTyped } from "@/lib/privacy/service";
import { eraseInput, lookUpInput, personInput, prospectSubjectInput, requestInput } from "@/lib/privacy/subject";

const permission = "privacy:manage" as const;
const about = (requestId: string) => ({ type: "privacy-request", id: requestId });

/** Looking somebody up is an act of its own: that it was done is kept, whom it was about is not. */
export const findPerson = action(
  { permission, input: lookUpInput },
  ({ db, user, now }, { identifier }) => lookUp(db, user.id, identifier, now),
  (_, { people }) => ({
    action: "privacy.person-looked-up",
    target: { type: "people", id: "one" },
    detail: { found: people.length },
  }),
);

/** The same from a prospect's page. */
export const findProspectPerson = action(
  { permission, input: prospectSubjectInput },
  ({ db, user, now }, { prospectId }) => lookUpProspect(db, user.id, prospectId, now),
  () => ({ action: "privacy.person-looked-up", target: { type: "people", id: "one" }, detail: { found: 1 } }),
);

export const askForCopy = action(
  { permission, input: personInput },
  async ({ db, tenant, user, now, afterCommit }, { ref }) => {
    const asked = await askFor(db, "export", openRef(tenant.id, user.id, ref, now), user.id, now);
    afterCommit(() => enqueue(runPrivacyRequest, { tenantId: tenant.id, ...asked }));
    return asked;
  },
  (_, { requestId }) => ({ action: "privacy.copy-asked", target: about(requestId) }),
);

export const askForErasure = action(
  { permission, input: eraseInput },
  async ({ db, tenant, user, now, afterCommit }, { ref, typed }) => {
    const subject = openRef(tenant.id, user.id, ref, now);
    requireTyped(subject, typed);
    const asked = await askFor(db, "erasure", subject, user.id, now);
    afterCommit(() => enqueue(runPrivacyRequest, { tenantId: tenant.id, ...asked }));
    return asked;
  },
  (_, { requestId }) => ({ action: "privacy.erasure-asked", target: about(requestId) }),
);

/** Has a request that failed done again. */
export const retryRequest = action(
  { permission, input: requestInput },
  async ({ db, tenant, afterCommit }, { requestId }) => {
    if (!(await requeueRequest.first(db, { id: requestId }))) throw conflict("moved-on");
    afterCommit(() => enqueue(runPrivacyRequest, { tenantId: tenant.id, requestId }));
    return { requestId };
  },
  ({ requestId }) => ({ action: "privacy.request-retried", target: about(requestId) }),
);

/** Makes the five-minute link; that is the moment at which somebody takes the data out. */
export const fetchCopy = action(
  { permission, input: requestInput },
  ({ db, tenant, user, now }, { requestId }) => linkToCopy(db, tenant, requestId, user.id, now),
  ({ requestId }) => ({ action: "privacy.copy-fetched", target: about(requestId) }),
);
