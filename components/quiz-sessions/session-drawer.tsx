"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useLayoutEffect } from "react";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";

/** The row of a session in the list: whoever has gone on by arrow keys closes the panel where she is, not where she began. */
const rowOf = (sessionId: string) =>
  [...document.querySelectorAll<HTMLAnchorElement>("tbody th a")].find(
    (link) => new URL(link.href).searchParams.get("open") === sessionId,
  );

/**
 * The details of one session beside the list. It is open because the address says so; closing it, and going to the session
 * before or after by arrow keys, is going to another address.
 */
export function SessionDrawer({
  sessionId,
  title,
  lead,
  closeHref,
  previousHref,
  nextHref,
  children,
}: {
  sessionId: string;
  title: ReactNode;
  lead?: ReactNode;
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
  children: ReactNode;
}) {
  const t = useTranslations("quiz.detail");
  const router = useRouter();
  // In place as soon as the address says the session: a key that is pressed at once must not lead on from the one before.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      // Whoever writes a note moves the cursor, not the list, and a question is answered before the list goes on.
      if (
        target.closest("input, textarea, select, [contenteditable], dialog:not([data-drawer])") ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey
      )
        return;
      const href =
        event.key === "ArrowDown" || event.key === "ArrowRight"
          ? nextHref
          : event.key === "ArrowUp" || event.key === "ArrowLeft"
            ? previousHref
            : null;
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      router.replace(href, { scroll: false });
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [nextHref, previousHref, router]);
  // Arrow keys lead through the list from the start, so the focus must not begin in a field that moves by them itself.
  useEffect(() => document.querySelector<HTMLElement>("dialog[data-drawer][open]")?.focus(), []);
  const go = (href: string | null) => href && router.replace(href, { scroll: false });
  return (
    <Drawer
      open
      onClose={() => {
        rowOf(sessionId)?.focus();
        router.push(closeHref, { scroll: false });
      }}
      title={title}
      lead={lead}
      footer={
        <>
          <Button
            small
            disabled={!previousHref}
            icon={<ChevronLeft size={15} aria-hidden="true" />}
            onClick={() => go(previousHref)}
          >
            {t("previous")}
          </Button>
          <Button small disabled={!nextHref} onClick={() => go(nextHref)}>
            {t("next")}
            <ChevronRight size={15} aria-hidden="true" />
          </Button>
        </>
      }
    >
      {children}
    </Drawer>
  );
}
