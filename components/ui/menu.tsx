"use client";

import Link from "next/link";
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

/**
 * A button that shows a short list of links or buttons. A native popover, so it works before any script has loaded, and stays open when
 * what lies behind it is drawn anew; the items are ordinary links and buttons that Tab walks through, and the arrow keys, Home and End
 * too once the page has come to life. `align` says which edge it keeps to.
 */
export function Menu({
  trigger,
  label,
  triggerClass,
  align = "end",
  heading,
  children,
}: {
  trigger: ReactNode;
  /** the name of the button when `trigger` is only an icon */
  label?: string;
  triggerClass?: string;
  align?: "start" | "end";
  heading?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={triggerClass}
        data-keeps-keys
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          const list = document.getElementById(id);
          if (!list?.matches(":popover-open")) event.currentTarget.click();
          itemsOf(list)
            .at(event.key === "ArrowDown" ? 0 : -1)
            ?.focus();
        }}
      >
        {trigger}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the arrow keys of the entries inside, which are what people use. */}
      <div
        id={id}
        popover="auto"
        data-keeps-keys
        onKeyDown={walk}
        className={classNames(
          "popover-panel mt-1.5 max-h-[min(28rem,calc(100dvh-4rem))] min-w-48 overflow-y-auto p-1.5",
          align === "end" ? "[position-area:block-end_span-inline-start]" : "[position-area:block-end_span-inline-end]",
        )}
      >
        {heading ? <p className="px-2.5 pt-1 pb-1.5 text-label text-ink-quiet">{heading}</p> : null}
        <ul className="flex flex-col">{children}</ul>
      </div>
    </>
  );
}

const itemsOf = (list: Element | null) =>
  list
    ? [...list.querySelectorAll<HTMLElement>("li > :is(a, button)")].filter((item) => !item.matches(":disabled"))
    : [];

/** Moves from entry to entry, round the ends, as in menus elsewhere. Escape and the way back to the button are the browser's. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const items = itemsOf(event.currentTarget);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1, Home: 0, End: -1 };
  const next = places[event.key];
  if (next === undefined || items.length === 0) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

const itemClass =
  "flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 text-left text-body text-ink transition-colors hover:bg-sunk aria-[current]:font-medium aria-[current]:text-accent";

/** An entry that goes somewhere. `plain` for downloads and addresses outside of the client router. */
export function MenuLink({
  href,
  plain = false,
  current = false,
  icon,
  children,
  ...rest
}: { href: string; plain?: boolean; current?: boolean; icon?: ReactNode } & Omit<ComponentProps<"a">, "href">) {
  const props = { ...rest, href, className: itemClass, "aria-current": current ? ("true" as const) : undefined };
  return (
    <li>
      {plain ? (
        <a {...props}>
          {icon}
          {children}
        </a>
      ) : (
        <Link {...props} prefetch={false}>
          {icon}
          {children}
        </Link>
      )}
    </li>
  );
}

/** An entry that does something; the menu closes behind it. */
export function MenuButton({
  icon,
  danger = false,
  onClick,
  children,
  ...rest
}: { icon?: ReactNode; danger?: boolean } & ComponentProps<"button">) {
  return (
    <li>
      <button
        type="button"
        {...rest}
        onClick={(event) => {
          // Closed first, so that the focus is at the menu's button again before a dialog opens, and comes back there.
          event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
          onClick?.(event);
        }}
        className={classNames(itemClass, danger && "text-bad")}
      >
        {icon}
        {children}
      </button>
    </li>
  );
}
