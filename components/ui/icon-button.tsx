import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";

export const iconButtonClass =
  "inline-flex size-9 shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-sunk hover:text-ink disabled:cursor-not-allowed disabled:opacity-55";

/** A button that is only an icon: `label` is its name for everybody, read out and shown as a tooltip. */
export function IconButton({
  label,
  icon,
  className,
  tooltip = true,
  ...rest
}: { label: string; icon: ReactNode; tooltip?: boolean } & Omit<ComponentProps<"button">, "children">) {
  const button = (
    <button type="button" {...rest} aria-label={label} className={classNames(iconButtonClass, className)}>
      {icon}
    </button>
  );
  return tooltip ? <Tooltip text={label}>{button}</Tooltip> : button;
}
