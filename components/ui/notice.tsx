import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

const looks = {
  info: { Icon: Info, classes: "border-edge bg-sunk text-ink", mark: "text-ink-soft" },
  good: { Icon: CircleCheck, classes: "border-good bg-good-wash text-ink", mark: "text-good" },
  warn: { Icon: TriangleAlert, classes: "border-warn bg-warn-wash text-ink", mark: "text-warn" },
  bad: { Icon: CircleAlert, classes: "border-bad bg-bad-wash text-ink", mark: "text-bad" },
};

export type NoticeTone = keyof typeof looks;

/**
 * Something the reader should know before reading on: what happened, and in `children` or `action` what to do.
 * `live` announces it when it appears after the page was loaded.
 */
export function Notice({
  tone = "info",
  title,
  action,
  live = false,
  className,
  children,
}: {
  tone?: NoticeTone;
  title?: ReactNode;
  action?: ReactNode;
  live?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const { Icon, classes, mark } = looks[tone];
  return (
    <div
      role={live ? (tone === "bad" ? "alert" : "status") : undefined}
      className={classNames(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-sm border-l-2 px-4 py-3",
        classes,
        className,
      )}
    >
      <Icon size={18} aria-hidden="true" className={classNames("mt-0.5 shrink-0", mark)} />
      <div className="flex min-w-0 flex-1 basis-48 flex-col gap-0.5">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="text-ink-soft">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}

/** Why a form did not go through, above its fields. Renders nothing without a message. */
export function FormError({ message }: { message: string | null | undefined }) {
  return message ? (
    <Notice tone="bad" live>
      {message}
    </Notice>
  ) : null;
}
