"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useWatch } from "@/components/ui/use-watch";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { resendWebhookDelivery } from "@/lib/webhooks/actions";

interface Props {
  tenant: string;
  deliveryId: string;
  title: string;
  lead: string;
  waiting: boolean;
  /** the list without this delivery */
  closeHref: string;
  children: ReactNode;
}

/** One delivery with its attempts, beside the list; its address says which. */
export function DeliveryDrawer({ tenant, deliveryId, title, lead, waiting, closeHref, children }: Props) {
  const t = useTranslations("webhooks");
  const router = useRouter();
  const { run, pending, error } = useWordedAction("webhooks", resendWebhookDelivery);
  const watch = useWatch(waiting);
  return (
    <Drawer
      open
      onClose={() => router.push(closeHref, { scroll: false })}
      title={title}
      lead={lead}
      footer={
        <Button
          tone="primary"
          busy={pending}
          onClick={async () => {
            if (!(await run({ tenant, deliveryId }))) return;
            toast(t("deliveries.resent"));
            router.refresh();
            watch();
          }}
        >
          {t("deliveries.resend")}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        <FormError message={error} />
        {children}
      </div>
    </Drawer>
  );
}
