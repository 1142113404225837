import { useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";

export interface ContentsGroup {
  name: string;
  entries: readonly { id: string; text: string }[];
}

/** What is on the page, in columns: a name for each group and a link for each of its parts. */
export function Contents({ groups }: { groups: readonly ContentsGroup[] }) {
  const t = useTranslations("api.page");
  return (
    <nav aria-label={t("onThisPage")} className="gap-x-8 sm:columns-2 lg:columns-3">
      {groups.map(({ name, entries }) => (
        <div key={name} className="mb-6 break-inside-avoid">
          <p className="mb-1 text-label font-medium text-ink-quiet">{name}</p>
          <ul className="flex flex-col gap-1">
            {entries.map(({ id, text }) => (
              <li key={id}>
                <TextLink plain href={`#${id}`}>
                  {text}
                </TextLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
