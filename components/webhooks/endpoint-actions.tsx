"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ConfirmedDeed } from "@/components/ui/confirmed-deed";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuButton } from "@/components/ui/menu";
import { FormError } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useWatch } from "@/components/ui/use-watch";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { EndpointFields, readEndpoint } from "@/components/webhooks/endpoint-fields";
import { ReplayRange } from "@/components/webhooks/replay-range";
import { SecretDialog } from "@/components/webhooks/secret-dialog";
import {
  deleteWebhook,
  rotateWebhookSecret,
  sendTestEvent,
  setWebhookActive,
  updateWebhook,
} from "@/lib/webhooks/actions";
import { overlapHours, type WebhookKind } from "@/lib/webhooks/schema";

export interface EndpointOfActions {
  id: string;
  kind: WebhookKind;
  name: string;
  url: string;
  events: readonly string[];
  active: boolean;
  /** whether messages wait to be sent to it */
  waiting: boolean;
}

type Open = "edit" | "rotate" | "range" | "disable" | "delete" | null;

/** What can be done with one endpoint. */
export function EndpointActions({
  tenant,
  endpoint,
  today,
}: {
  tenant: string;
  endpoint: EndpointOfActions;
  today: string;
}) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const [open, setOpen] = useState<Open>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const test = useWordedAction("webhooks", sendTestEvent);
  const switched = useWordedAction("webhooks", setWebhookActive);
  const removed = useWordedAction("webhooks", deleteWebhook);
  const watch = useWatch(endpoint.waiting);
  const { id: endpointId, name, active } = endpoint;
  const done = (words: string) => {
    setOpen(null);
    toast(words);
    router.refresh();
  };

  async function sendTest() {
    const sent = await test.run({ tenant, endpointId });
    toast(sent ? t("actions.testSent", { name }) : t("actions.testFailed"));
    router.refresh();
    if (sent) watch();
  }

  async function enable() {
    if (await switched.run({ tenant, endpointId, active: true })) done(t("actions.on", { name }));
  }

  const question = (of: "disable" | "delete") => ({
    title: t(`actions.${of}Title`, { name }),
    confirmLabel: t(`actions.${of}Confirm`),
    children: t(`actions.${of}Text`),
  });

  return (
    <div className="flex flex-wrap items-center gap-2">
      {active ? (
        <Button small busy={test.pending} onClick={sendTest}>
          {t("actions.test")}
          <span className="sr-only"> {name}</span>
        </Button>
      ) : (
        <Button small busy={switched.pending} onClick={enable}>
          {t("actions.enable")}
          <span className="sr-only"> {name}</span>
        </Button>
      )}
      <Menu
        trigger={
          <>
            {t("actions.more")}
            <span className="sr-only"> {name}</span>
          </>
        }
        triggerClass={buttonClass("quiet", true)}
      >
        <MenuButton onClick={() => setOpen("edit")}>{t("actions.edit")}</MenuButton>
        <MenuButton onClick={() => setOpen("rotate")}>{t("actions.rotate")}</MenuButton>
        <MenuButton onClick={() => setOpen("range")}>{t("actions.range")}</MenuButton>
        {active ? <MenuButton onClick={() => setOpen("disable")}>{t("actions.disable")}</MenuButton> : null}
        <MenuButton danger onClick={() => setOpen("delete")}>
          {t("actions.delete")}
        </MenuButton>
      </Menu>
      <EditDialog
        tenant={tenant}
        endpoint={endpoint}
        open={open === "edit"}
        onClose={() => setOpen(null)}
        onDone={() => done(t("actions.changed", { name }))}
      />
      <RotateDialog
        open={open === "rotate"}
        tenant={tenant}
        endpoint={endpoint}
        onClose={() => setOpen(null)}
        onDone={(fresh) => {
          setOpen(null);
          setSecret(fresh);
          router.refresh();
        }}
      />
      <SecretDialog secret={secret} name={name} onClose={() => setSecret(null)} />
      <ReplayRange
        open={open === "range"}
        tenant={tenant}
        endpointId={endpointId}
        name={name}
        today={today}
        onClose={() => setOpen(null)}
        onDone={(count) => {
          done(t("range.sent", { count }));
          watch();
        }}
      />
      <ConfirmedDeed
        open={open === "disable"}
        onClose={() => setOpen(null)}
        {...question("disable")}
        action={switched}
        act={() => switched.run({ tenant, endpointId, active: false })}
        done={t("actions.off", { name })}
      />
      <ConfirmedDeed
        open={open === "delete"}
        onClose={() => setOpen(null)}
        {...question("delete")}
        danger
        action={removed}
        act={() => removed.run({ tenant, endpointId })}
        done={t("actions.deleted", { name })}
      />
    </div>
  );
}

function EditDialog({
  tenant,
  endpoint,
  open,
  onClose,
  onDone,
}: {
  tenant: string;
  endpoint: EndpointOfActions;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useTranslations("webhooks");
  const { run, pending, error, fieldError } = useWordedAction("webhooks", updateWebhook);
  const formId = `edit-${endpoint.id}`;
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const given = readEndpoint(event.currentTarget, endpoint.kind);
    if (await run({ tenant, endpointId: endpoint.id, ...given })) onDone();
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("actions.editTitle", { name: endpoint.name })}
      lead={t(`kind.${endpoint.kind}`)}
      footer={
        <>
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button tone="primary" type="submit" form={formId} busy={pending}>
            {t("actions.save")}
          </Button>
        </>
      }
    >
      <form id={formId} method="post" onSubmit={submit} className="flex flex-col gap-5">
        <FormError message={error} />
        <EndpointFields kind={endpoint.kind} given={endpoint} fieldError={fieldError} />
      </form>
    </Dialog>
  );
}

function RotateDialog({
  tenant,
  endpoint,
  open,
  onClose,
  onDone,
}: {
  tenant: string;
  endpoint: EndpointOfActions;
  open: boolean;
  onClose: () => void;
  onDone: (secret: string) => void;
}) {
  const t = useTranslations("webhooks");
  const { run, pending, error } = useWordedAction("webhooks", rotateWebhookSecret);
  const [hours, setHours] = useState<(typeof overlapHours)[number]>(24);
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t("rotate.title", { name: endpoint.name })}
      confirmLabel={t("rotate.confirm")}
      busy={pending}
      error={error}
      onConfirm={async () => {
        const rotated = await run({ tenant, endpointId: endpoint.id, overlapHours: hours });
        if (rotated) onDone(rotated.data.secret);
      }}
    >
      <p>{t("rotate.text")}</p>
      <Select
        label={t("rotate.overlap")}
        value={String(hours)}
        onChange={(event) => setHours(Number(event.target.value) as typeof hours)}
        options={overlapHours.map((value) => ({ value: String(value), label: t("rotate.hours", { count: value }) }))}
      />
    </ConfirmDialog>
  );
}
