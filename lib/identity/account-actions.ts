"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { action } from "@/lib/guard/action";
import { locales } from "@/lib/i18n";
import * as account from "@/lib/identity/account";
import { clientName } from "@/lib/identity/client-name";
import { nameSchema } from "@/lib/identity/email";
import { acceptInvitation as accept } from "@/lib/identity/invitations";
import { openSession, revokeSession } from "@/lib/identity/session";
import { dropSession, keepSession } from "@/lib/identity/session-jar";
import { recordInTenants } from "@/lib/identity/sign-in";
import { themes } from "@/lib/theme";

export const changeName = action.user({ input: z.strictObject({ name: nameSchema }) }, ({ viewer }, { name }) =>
  account.rename(viewer, name),
);

export const changeLanguage = action.user(
  { input: z.strictObject({ locale: z.enum(locales) }) },
  ({ viewer }, { locale }) => account.setPreferences(viewer.user.id, { locale }),
);

export const changeTheme = action.user({ input: z.strictObject({ theme: z.enum(themes) }) }, ({ viewer }, { theme }) =>
  account.setPreferences(viewer.user.id, { theme }),
);

/** Changes the password and ends every other session. */
export const changePassword = action.user(
  { input: z.strictObject({ current: z.string().max(1000), next: z.string().max(1000) }) },
  ({ viewer, now }, input) => account.changePassword(viewer, input, now),
);

export const endSession = action.user({ input: z.strictObject({ sessionId: z.uuid() }) }, ({ viewer, now }, input) =>
  account.endSession(viewer, input.sessionId, now),
);

export const endOtherSessions = action.user({ input: z.strictObject({}) }, ({ viewer, now }) =>
  account.endOtherSessions(viewer, now),
);

/** Ends the session that is being used: its row first, then the cookie. */
export const signOut = action.user({ input: z.strictObject({}) }, async ({ viewer }) => {
  await revokeSession(viewer.sessionId);
  await dropSession();
});

/**
 * Accepts an invitation: with a name and a password as a new account, which is signed in at once, or as the signed-in person
 * whom the invitation names.
 */
export const acceptInvitation = action.public(
  {
    input: z.strictObject({
      token: z.string().max(200),
      account: z.strictObject({ name: nameSchema, password: z.string().max(1000) }).nullable(),
    }),
  },
  async ({ viewer, now }, { token, account: given }) => {
    const { tenant, user, created } = await accept(token, viewer, given, now);
    if (created) {
      const client = clientName((await headers()).get("user-agent"));
      await keepSession(await openSession(user.id, client));
      await recordInTenants(user, "user.signed-in", { method: "invitation", client });
    }
    return { tenant: tenant.slug };
  },
);
