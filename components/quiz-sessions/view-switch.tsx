import Link from "next/link";
import { classNames } from "@/components/ui/class-names";

/** A choice between views of one thing, each an address of its own. */
export function ViewSwitch({
  label,
  current,
  items,
}: {
  label: string;
  current: string;
  items: readonly { readonly key: string; readonly label: string; readonly href: string }[];
}) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-label">
      <span className="text-ink-quiet">{label}</span>
      <span className="flex flex-wrap gap-0.5 rounded-md bg-sunk p-0.5">
        {items.map((item) => (
          <Link
            key={item.key}
            href={item.href}
            prefetch={false}
            scroll={false}
            aria-current={item.key === current ? "true" : undefined}
            className={classNames(
              "inline-flex min-h-8 items-center rounded-sm px-2.5 whitespace-nowrap text-ink-soft hover:text-ink",
              item.key === current && "bg-raised font-medium text-ink shadow-[0_0_0_1px_var(--hairline)]",
            )}
          >
            {item.label}
          </Link>
        ))}
      </span>
    </nav>
  );
}
