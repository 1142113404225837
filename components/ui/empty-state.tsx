import type { ReactNode } from "react";

/** What stands where nothing is yet: why it is empty, and what fills it. Written for the reader, never "No data". */
export function EmptyState({
  title,
  action,
  children,
}: {
  title: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-3 py-6">
      <p className="font-serif text-lead text-ink">{title}</p>
      {children ? <div className="max-w-[36rem] text-ink-soft">{children}</div> : null}
      {action}
    </div>
  );
}
