"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { keepPeriod } from "@/components/shell/keep-period";
import { activeItem, type NavigationGroup } from "@/components/shell/navigation";
import { classNames } from "@/components/ui/class-names";

/** The navigation. A period that was chosen on one page goes along to the next. */
export function NavLinks({ groups, onNavigate }: { groups: readonly NavigationGroup[]; onNavigate?: () => void }) {
  const t = useTranslations("shell.navigation");
  const off = useTranslations("ui.features")("off");
  const pathname = usePathname();
  const search = useSearchParams();
  const active = activeItem(
    groups.flatMap((group) => group.items),
    pathname,
  );
  return (
    <div className="flex flex-col gap-7">
      {groups.map((group) => (
        <div key={group.key} className="flex flex-col gap-1">
          <p className="px-3 pb-1 text-label text-ink-quiet">{t(`groups.${group.key}`)}</p>
          <ul className="flex flex-col gap-0.5">
            {group.items.map((item) => (
              <li key={item.key}>
                <Link
                  href={keepPeriod(item.href, search)}
                  prefetch={false}
                  aria-current={item.key === active ? "page" : undefined}
                  onClick={onNavigate}
                  className="relative flex min-h-9 items-center rounded-md px-3 text-body text-ink-soft transition-colors before:absolute before:inset-y-2 before:left-0 before:w-0.5 before:rounded-full hover:bg-sunk hover:text-ink aria-[current]:font-medium aria-[current]:text-ink aria-[current]:before:bg-accent"
                >
                  {t(`items.${item.key}`)}
                  {item.off ? <span className="ml-2 text-label text-ink-quiet">({off})</span> : null}
                  <OnTheWay />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** A dot that appears when the page behind a link takes longer than a glance. */
function OnTheWay() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "ml-auto size-1.5 rounded-full bg-accent transition-opacity",
        pending ? "opacity-100 delay-200" : "opacity-0",
      )}
    />
  );
}
