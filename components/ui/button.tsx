import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export type ButtonTone = "primary" | "plain" | "quiet" | "danger";

const base =
  "inline-flex min-h-9 items-center justify-center gap-2 rounded-md px-3.5 text-body font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-55";

const tones: Record<ButtonTone, string> = {
  primary: "bg-accent text-on-accent hover:bg-[color-mix(in_oklab,var(--accent)_88%,var(--ink))]",
  plain: "border border-edge text-ink hover:bg-sunk",
  quiet: "text-ink-soft hover:bg-sunk hover:text-ink",
  danger: "bg-bad text-on-bad hover:bg-[color-mix(in_oklab,var(--bad)_88%,var(--ink))]",
};

export const buttonClass = (tone: ButtonTone = "plain", small = false) =>
  classNames(base, tones[tone], small && "min-h-8 px-2.5 text-label");

interface Common {
  tone?: ButtonTone;
  small?: boolean;
  icon?: ReactNode;
}

/**
 * A button that does something here. `busy` keeps its width, says so to screen readers and refuses a second press. One that is `disabled`
 * can do nothing yet, but keeps the focus: a form whose button goes out after saving would send whoever pressed it to the top of the page.
 */
export function Button({
  tone,
  small,
  icon,
  busy = false,
  disabled = false,
  type = "button",
  className,
  children,
  ...rest
}: Common & { busy?: boolean } & ComponentProps<"button">) {
  const idle = busy || disabled;
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={idle || undefined}
      onClick={idle ? (event) => event.preventDefault() : rest.onClick}
      className={classNames(
        buttonClass(tone, small),
        busy ? "cursor-progress opacity-70" : disabled && "cursor-not-allowed opacity-55",
        className,
      )}
    >
      {icon}
      {children}
    </button>
  );
}

/** A link that looks like a button, for going somewhere. `external` and downloads leave the client router alone. */
export function ButtonLink({
  tone,
  small,
  icon,
  href,
  plain = false,
  className,
  children,
  ...rest
}: Common & { href: string; plain?: boolean } & Omit<ComponentProps<"a">, "href">) {
  const classes = classNames(buttonClass(tone, small), className);
  if (plain) {
    return (
      <a {...rest} href={href} className={classes}>
        {icon}
        {children}
      </a>
    );
  }
  return (
    <Link {...rest} href={href} className={classes}>
      {icon}
      {children}
    </Link>
  );
}
