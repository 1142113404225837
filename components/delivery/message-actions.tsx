"use client";

import { MoreHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmedDeed } from "@/components/ui/confirmed-deed";
import { Dialog } from "@/components/ui/dialog";
import { iconButtonClass } from "@/components/ui/icon-button";
import { Menu, MenuButton, MenuLink } from "@/components/ui/menu";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { paths } from "@/lib/paths";
import { cancelMail, markMailBounced, markMailSent, remindByMail, resendMail } from "@/lib/reports/mail/actions";
import type { MailState } from "@/lib/reports/mail/schema";

export interface MessageActionsProps {
  readonly tenant: string;
  readonly messageId: string;
  readonly recipient: string;
  readonly email: string;
  readonly state: MailState;
  readonly opened: boolean;
  readonly linkLives: boolean;
  readonly hasServer: boolean;
  /** on a message's own page: what its notice asks for is a button, not only an entry of the menu */
  readonly onItsPage?: boolean;
}

const deeds = { remind: remindByMail, cancel: cancelMail, sent: markMailSent, bounced: markMailBounced };
type Deed = keyof typeof deeds;

/** What can still be done with a message, according to where it is. */
function possible({ state, opened, linkLives, hasServer }: MessageActionsProps): (Deed | "resend")[] {
  const reached = state === "sent" || state === "delivered";
  return [
    ...(linkLives && reached && !opened ? ["remind" as const] : []),
    ...(linkLives && (reached || state === "bounced" || state === "failed" || (state === "outbox" && hasServer))
      ? ["resend" as const]
      : []),
    ...(state === "outbox" ? ["sent" as const] : []),
    ...(reached ? ["bounced" as const] : []),
    ...(state === "queued" || state === "outbox" ? ["cancel" as const] : []),
  ];
}

export function MessageActions(props: MessageActionsProps) {
  const t = useTranslations("delivery.actions");
  const [open, setOpen] = useState<Deed | "resend" | null>(null);
  const close = () => setOpen(null);
  const all = possible(props);
  const shown = props.onItsPage ? all.find((deed) => deed === "sent") : undefined;
  const menu = all.filter((deed) => deed !== shown);
  return (
    <span className="flex justify-end gap-2">
      {shown ? (
        <Button small onClick={() => setOpen(shown)}>
          {t(`${shown}.menu`)}
        </Button>
      ) : null}
      <Menu
        label={t("label", { name: props.recipient })}
        trigger={<MoreHorizontal size={16} aria-hidden="true" />}
        triggerClass={iconButtonClass}
      >
        {menu.map((deed) => (
          <MenuButton key={deed} onClick={() => setOpen(deed)}>
            {t(`${deed}.menu`)}
          </MenuButton>
        ))}
        <MenuLink href={paths.api.outboxFile(props.tenant, props.messageId)} plain download>
          {t("download")}
        </MenuLink>
      </Menu>
      <Resend {...props} open={open === "resend"} close={close} />
      {(Object.keys(deeds) as Deed[]).map((deed) => (
        <Confirm key={deed} {...props} deed={deed} open={open === deed} close={close} />
      ))}
    </span>
  );
}

type Part = MessageActionsProps & { open: boolean; close: () => void };

function Confirm({ deed, tenant, messageId, recipient, open, close }: Part & { deed: Deed }) {
  const t = useTranslations("delivery.actions");
  const action = useAction<{ tenant: string; messageId: string }, unknown>(deeds[deed]);
  return (
    <ConfirmedDeed
      open={open}
      onClose={close}
      title={t(`${deed}.title`, { name: recipient })}
      confirmLabel={t(`${deed}.menu`)}
      danger={deed === "cancel"}
      action={action}
      act={async () => (await action.run({ tenant, messageId })) !== undefined}
      done={t(`${deed}.done`)}
    >
      <p>{t(`${deed}.text`)}</p>
    </ConfirmedDeed>
  );
}

function Resend({ tenant, messageId, recipient, email, open, close }: Part) {
  const t = useTranslations("delivery.actions.resend");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(resendMail);
  const submit = async (form: HTMLFormElement) => {
    const recipientEmail = String(new FormData(form).get("recipientEmail") ?? "");
    if (!(await run({ tenant, messageId, recipientEmail }))) return;
    close();
    toast(t("done"));
    router.refresh();
  };
  return (
    <Dialog open={open} onClose={close} title={t("title", { name: recipient })} lead={t("text")}>
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <TextInput
          label={t("address")}
          name="recipientEmail"
          type="email"
          defaultValue={email}
          required
          error={fields.recipientEmail}
        />
        {error && Object.keys(fields).length === 0 ? <FormError message={error} /> : null}
        <div className="flex justify-end">
          <Button type="submit" tone="primary" busy={pending}>
            {t("menu")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
