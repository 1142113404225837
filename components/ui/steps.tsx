import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

/** The first things to do, in order. `done` comes from the data, so they tick themselves off. */
export function Steps({
  items,
}: {
  items: ReadonlyArray<{ key: string; title: ReactNode; done: boolean; action?: ReactNode; children?: ReactNode }>;
}) {
  const t = useTranslations("ui.steps");
  return (
    <ol className="flex flex-col">
      {items.map((item, index) => (
        <li key={item.key} className="flex gap-4 border-t border-hairline py-5 first:border-t-0">
          <span
            aria-hidden="true"
            className={classNames(
              "figures mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-full text-label",
              item.done ? "bg-accent text-on-accent" : "border border-edge text-ink-soft",
            )}
          >
            {item.done ? <Check size={15} strokeWidth={2.5} /> : index + 1}
          </span>
          <div className="flex flex-1 flex-col items-start gap-1">
            <p className={classNames("font-serif text-lead", item.done && "text-ink-quiet")}>
              {item.title}
              <span className="sr-only"> ({item.done ? t("done") : t("open")})</span>
            </p>
            {item.children && !item.done ? <div className="text-ink-soft">{item.children}</div> : null}
            {item.action && !item.done ? <div className="mt-2">{item.action}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
