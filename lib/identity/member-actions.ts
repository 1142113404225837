"use server";

import { z } from "zod";
import { action } from "@/lib/guard/action";
import { locales } from "@/lib/i18n";
import { emailSchema } from "@/lib/identity/email";
import { invitationMail, invitationUrl } from "@/lib/identity/invitation-mail";
import { invitationDays, invite, revokeInvitation } from "@/lib/identity/invitations";
import { setDisabled, setRole } from "@/lib/identity/members";
import { roles } from "@/lib/identity/permissions";
import { sendMail } from "@/lib/mail/send-mail";

/** Invites an address. The link comes back once, to be copied; with SMTP_URL it is mailed as well. */
export const inviteMember = action(
  {
    permission: "members:manage",
    input: z.strictObject({ email: emailSchema, role: z.enum(roles), locale: z.enum(locales) }),
  },
  async ({ db, tenant, user, now, afterCommit }, { email, role, locale }) => {
    const { id, token } = await invite(db, { email, role, invitedBy: user.id, now });
    const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000);
    const letter = { tenant, email, role, inviter: user.name || user.email, token, expiresAt, locale };
    const made = { id, link: invitationUrl(locale, token), mailed: false };
    // The answer waits for what follows the commit, so it can tell whether the mail really left.
    afterCommit(async () => {
      made.mailed = await sendMail(invitationMail(letter));
    });
    return made;
  },
  ({ email, role }, { id }) => ({
    action: "member.invited",
    target: { type: "invitation", id },
    detail: { email, role },
  }),
);

export const withdrawInvitation = action(
  { permission: "members:manage", input: z.strictObject({ invitationId: z.uuid() }) },
  ({ db, now }, { invitationId }) => revokeInvitation(db, invitationId, now),
  ({ invitationId }, { email }) => ({
    action: "invitation.withdrawn",
    target: { type: "invitation", id: invitationId },
    detail: { email },
  }),
);

export const changeRole = action(
  { permission: "members:manage", input: z.strictObject({ userId: z.uuid(), role: z.enum(roles) }) },
  ({ db }, { userId, role }) => setRole(db, userId, role),
  ({ userId }, { email, from, to, changed }) =>
    changed
      ? { action: "member.role-changed", target: { type: "user", id: userId }, detail: { email, from, to } }
      : null,
);

export const disableMember = action(
  { permission: "members:manage", input: z.strictObject({ userId: z.uuid() }) },
  ({ db, now }, { userId }) => setDisabled(db, userId, true, now),
  ({ userId }, { email, changed }) =>
    changed ? { action: "member.disabled", target: { type: "user", id: userId }, detail: { email } } : null,
);

export const enableMember = action(
  { permission: "members:manage", input: z.strictObject({ userId: z.uuid() }) },
  ({ db, now }, { userId }) => setDisabled(db, userId, false, now),
  ({ userId }, { email, changed }) =>
    changed ? { action: "member.enabled", target: { type: "user", id: userId }, detail: { email } } : null,
);
