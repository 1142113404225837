import { classNames } from "@/components/ui/class-names";

/** A quiet bar where a text will stand. Decorative: what waits says so itself. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={classNames("block h-4 rounded-sm bg-sunk", className)} />;
}
