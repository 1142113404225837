import Link from "next/link";
import type { ReactNode } from "react";

/**
 * Views of one thing, each with an address of its own: links, so a copied address opens the same tab. `current` is
 * the key of the open one.
 */
export function Tabs({
  label,
  current,
  items,
}: {
  label: string;
  current: string;
  items: ReadonlyArray<{ key: string; href: string; label: ReactNode; count?: ReactNode }>;
}) {
  return (
    <nav aria-label={label} className="-mx-1 mb-8 overflow-x-auto border-b border-hairline" data-screen-only>
      <ul className="flex gap-1 px-1">
        {items.map((item) => (
          <li key={item.key}>
            <Link
              href={item.href}
              prefetch={false}
              aria-current={item.key === current ? "page" : undefined}
              className="flex min-h-10 items-center gap-2 border-b-2 border-transparent px-2 text-body whitespace-nowrap text-ink-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
            >
              {item.label}
              {item.count === undefined ? null : (
                <span className="figures text-label text-ink-quiet">{item.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
