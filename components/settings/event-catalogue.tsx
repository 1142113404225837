import "server-only";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CodeBlock } from "@/components/ui/code-block";
import { DataTable } from "@/components/ui/data-table";
import { env } from "@/lib/env";
import type { CatalogueEntry, CatalogueProperty } from "@/lib/events/catalogue/catalogue-entries";
import { type SnippetLanguage, snippetFor, snippetLanguages } from "@/lib/events/catalogue/snippet";

interface Props {
  entries: readonly CatalogueEntry[];
  /** the event that the address opens */
  open: string | undefined;
  language: SnippetLanguage;
  /** this page with another language of code, and the open event kept */
  hrefFor: (language: SnippetLanguage) => string;
}

/** Every event that Attune knows: when to send it, what belongs in it, and code that sends it. */
export async function EventCatalogue({ entries, open, language, hrefFor }: Props) {
  const t = await getTranslations("settings.catalogue");
  const place = { url: env().ATTUNE_URL, key: t("keyPlaceholder") };
  return (
    <div className="flex flex-col gap-4">
      <nav aria-label={t("language")} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-label">
        <span aria-hidden="true" className="text-ink-quiet">
          {t("language")}
        </span>
        {snippetLanguages.map((one) => (
          <Link
            key={one}
            href={hrefFor(one)}
            prefetch={false}
            scroll={false}
            aria-current={one === language ? "true" : undefined}
            className="py-1 underline-offset-4 hover:underline aria-[current]:font-medium aria-[current]:text-accent"
          >
            {t(`languages.${one}`)}
          </Link>
        ))}
      </nav>
      <div className="flex flex-col">
        {entries.map((entry) => (
          <details
            key={entry.name}
            id={entry.name}
            open={entry.name === open}
            className="group scroll-mt-16 border-t border-hairline first:border-t-0"
          >
            <summary className="flex cursor-pointer list-none items-baseline gap-3 py-3 [&::-webkit-details-marker]:hidden">
              <ChevronRight
                size={14}
                aria-hidden="true"
                className="shrink-0 translate-y-0.5 text-ink-quiet transition-transform group-open:rotate-90"
              />
              <span className="flex min-w-0 flex-col gap-x-6 md:grid md:grow md:grid-cols-[14rem_minmax(0,1fr)] md:items-baseline">
                <code className="font-mono text-label font-medium text-ink">{entry.name}</code>
                <span className="text-ink-soft">{entry.description}</span>
              </span>
            </summary>
            <div className="flex flex-col gap-5 pb-6 md:pl-7">
              {entry.properties.length > 0 ? (
                <Properties entry={entry} />
              ) : (
                <p className="text-ink-soft">{t("noProperties")}</p>
              )}
              <CodeBlock
                code={snippetFor(entry, language, place)}
                label={`${entry.name}, ${t(`languages.${language}`)}`}
              />
            </div>
          </details>
        ))}
      </div>
    </div>
  );
}

async function Properties({ entry }: { entry: CatalogueEntry }) {
  const t = await getTranslations("settings.catalogue");
  return (
    <DataTable<CatalogueProperty>
      caption={t("propertiesOf", { name: entry.name })}
      columns={[
        {
          key: "name",
          header: t("property"),
          cell: ({ name }) => <code className="font-mono text-label">{name}</code>,
        },
        {
          key: "type",
          header: t("type"),
          cell: ({ type, required }) => (
            <span className="text-label">
              {type}
              {required ? null : <span className="text-ink-quiet"> · {t("optional")}</span>}
            </span>
          ),
        },
        { key: "means", header: t("meaning"), from: "md", cell: ({ description }) => description },
      ]}
      rows={entry.properties}
      rowKey={({ name }) => name}
    />
  );
}
