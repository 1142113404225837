import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export const textLinkClass =
  "font-medium text-accent underline decoration-from-font decoration-accent/35 underline-offset-3 hover:decoration-accent";

/** A link in running text or at the end of a panel. `plain` for files and other sites: the client router stays out of it. */
export function TextLink({
  href,
  plain = false,
  className,
  children,
}: {
  href: string;
  plain?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const classes = classNames(textLinkClass, className);
  return plain ? (
    <a href={href} className={classes}>
      {children}
    </a>
  ) : (
    <Link href={href} prefetch={false} className={classes}>
      {children}
    </Link>
  );
}
