import Link from "next/link";
import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";

interface Item {
  readonly key: string;
  readonly label: string;
  readonly href: string;
  readonly enabled: boolean;
  readonly own: boolean;
  /** where a word was found that the label does not hold */
  readonly match: string | null;
}

/** The themes of the lexicon, each with an address of its own. */
export function ThemeList({
  label,
  current,
  items,
}: {
  label: string;
  current: string | null;
  items: readonly Item[];
}) {
  const t = useTranslations("themes.list");
  return (
    <nav aria-label={label} className="max-h-[32rem] overflow-y-auto pr-1" data-screen-only>
      <ul className="flex flex-col">
        {items.map((item) => (
          <li key={item.key}>
            <Link
              href={item.href}
              prefetch={false}
              scroll={false}
              aria-current={item.key === current ? "page" : undefined}
              className={classNames(
                "flex min-h-10 flex-wrap items-baseline gap-x-3 border-l-2 border-transparent py-1.5 pl-3 hover:bg-sunk focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:font-medium",
                !item.enabled && "text-ink-quiet",
              )}
            >
              <span>{item.label}</span>
              {item.own ? <span className="text-label text-ink-quiet">{t("own")}</span> : null}
              {item.enabled ? null : <span className="text-label text-ink-quiet">{t("off")}</span>}
              {item.match ? <span className="w-full text-label text-ink-quiet">{item.match}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
