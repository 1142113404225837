"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NotificationList } from "@/components/notifications/notification-list";
import { iconButtonClass } from "@/components/ui/icon-button";
import { queryClient } from "@/components/ui/query-client";
import { paths } from "@/lib/paths";

export interface InboxAnswer {
  unread: number;
  items: {
    id: string;
    kind: string;
    href: string;
    params: Record<string, string | number>;
    createdAt: string;
    read: boolean;
  }[];
}

const everyMs = 30_000;

async function fetchInbox(address: string): Promise<InboxAnswer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/**
 * What happened while one was away: a bell with the number of unread notices, asked for every half minute while the tab is
 * looked at. It is not a live region: a number that changes by itself must not interrupt who listens to the page.
 */
export function NotificationBell(props: { tenant: string; locale: string; timeZone: string }) {
  const t = useTranslations("notifications");
  const id = useId();
  const [limit, setLimit] = useState(30);
  const key = ["notifications", props.tenant, limit];
  const inbox = useQuery(
    {
      queryKey: key,
      queryFn: () => fetchInbox(paths.api.notifications(props.tenant, { limit })),
      refetchInterval: everyMs,
      placeholderData: (before) => before,
    },
    queryClient,
  );
  const read = useMutation(
    {
      mutationFn: (ids: string[] | null) =>
        fetch(paths.api.notificationsRead(props.tenant), {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ ids }),
          // The reader is on her way to the page behind the notice.
          keepalive: true,
        }),
      onSettled: () => queryClient.invalidateQueries({ queryKey: ["notifications", props.tenant] }),
    },
    queryClient,
  );
  const unread = inbox.data?.unread ?? 0;

  return (
    <>
      <button type="button" popoverTarget={id} aria-label={t("unread", { count: unread })} className={iconButtonClass}>
        <span className="relative">
          <Bell size={16} aria-hidden="true" />
          {unread > 0 ? (
            <span
              aria-hidden="true"
              data-testid="unread"
              className="figures absolute -top-2 -right-2.5 min-w-4 rounded-full bg-accent px-1 text-center text-[0.65rem] leading-4 font-medium text-on-accent"
            >
              {unread > 99 ? "99+" : unread}
            </span>
          ) : null}
        </span>
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t("title")}
        className="popover-panel mt-1.5 max-h-[min(34rem,calc(100dvh-5rem))] w-[min(24rem,calc(100vw-1.5rem))] overflow-y-auto p-0 [position-area:block-end_span-inline-end] max-lg:[position-area:block-end_span-inline-start]"
      >
        <NotificationList
          {...props}
          inbox={inbox.data ?? null}
          failed={inbox.isError}
          onRead={(ids) => read.mutate(ids)}
          onMore={inbox.data && inbox.data.items.length === limit && limit < 200 ? () => setLimit(200) : null}
        />
      </div>
    </>
  );
}
