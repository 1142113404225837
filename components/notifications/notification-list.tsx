"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { InboxAnswer } from "@/components/notifications/notification-bell";
import { classNames } from "@/components/ui/class-names";
import { createFormat } from "@/lib/format";
import { paths } from "@/lib/paths";

/** The notices inside the bell: unread ones stand out, and following one marks it as read. */
export function NotificationList(props: {
  tenant: string;
  locale: string;
  timeZone: string;
  inbox: InboxAnswer | null;
  failed: boolean;
  onRead: (ids: string[] | null) => void;
  /** shows earlier ones; null when there are none */
  onMore: (() => void) | null;
}) {
  const t = useTranslations("notifications");
  const { inbox } = props;
  const format = createFormat({ locale: props.locale, timeZone: props.timeZone });
  const at = paths.tenant(props.locale, props.tenant);
  const now = new Date();

  return (
    <div className="flex flex-col">
      <div className="sticky top-0 flex items-center justify-between gap-4 border-b border-hairline bg-raised px-4 py-2.5">
        <p className="font-serif text-body font-medium">{t("title")}</p>
        {inbox && inbox.unread > 0 ? (
          <button
            type="button"
            className="text-label text-accent underline-offset-2 hover:underline"
            onClick={() => props.onRead(null)}
          >
            {t("readAll")}
          </button>
        ) : null}
      </div>
      {props.failed ? <p className="px-4 py-3 text-label text-bad">{t("failed")}</p> : null}
      {inbox && inbox.items.length === 0 && !props.failed ? (
        <p className="px-4 py-6 text-ink-soft">{t("empty")}</p>
      ) : null}
      <ul className="flex flex-col">
        {(inbox?.items ?? []).map((item) => (
          <li key={item.id} className="border-b border-hairline last:border-b-0">
            <Link
              href={at.within(item.href)}
              prefetch={false}
              onClick={() => (item.read ? undefined : props.onRead([item.id]))}
              className="flex gap-3 px-4 py-3 transition-colors hover:bg-sunk focus-visible:-outline-offset-2"
            >
              <span
                aria-hidden="true"
                className={classNames("mt-2 size-2 shrink-0 rounded-full", item.read ? "bg-transparent" : "bg-accent")}
              />
              <span className="flex min-w-0 flex-col gap-0.5">
                <span className={classNames("[overflow-wrap:anywhere]", item.read ? "text-ink-soft" : "text-ink")}>
                  {item.read ? null : <span className="sr-only">{t("new")}: </span>}
                  {t(`kinds.${item.kind}`, item.params)}
                </span>
                <time dateTime={item.createdAt} className="text-label text-ink-quiet" suppressHydrationWarning>
                  {format.relative(new Date(item.createdAt), now)}
                </time>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {props.onMore ? (
        <button type="button" className="px-4 py-3 text-left text-label text-accent" onClick={props.onMore}>
          {t("earlier")}
        </button>
      ) : null}
    </div>
  );
}
