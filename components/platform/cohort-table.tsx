import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Format } from "@/lib/format";
import type { CohortMatrix } from "@/lib/platform/cohorts";

/** Archetype × archetype as a table whose cells are tinted by size; each opens its sessions. */
export function CohortTable({
  matrix,
  hrefOf,
  format,
}: {
  matrix: CohortMatrix;
  hrefOf: (primary: string, secondary: string) => string;
  format: Format;
}) {
  const t = useTranslations("admin.cohorts");
  const quiz = useTranslations("quiz.archetype");
  const word = (id: string) => (quiz.has(id) ? quiz(id) : id);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="overflow-x-auto" tabIndex={0} aria-label={t("scroll")}>
      <table className="border-collapse text-body">
        <caption className="sr-only">{t("tableTitle")}</caption>
        <thead>
          <tr className="border-b border-edge text-label text-ink-quiet">
            <th scope="col" className="py-2 pr-4 text-start font-normal">
              {t("corner")}
            </th>
            {matrix.secondaries.map((secondary) => (
              <th key={secondary} scope="col" className="min-w-18 px-2 py-2 text-end font-normal md:min-w-28">
                {word(secondary)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.primaries.map((primary) => (
            <tr key={primary} className="border-b border-hairline">
              <th scope="row" className="py-2 pr-4 text-start font-medium">
                {word(primary)}
              </th>
              {matrix.secondaries.map((secondary) => {
                const people = matrix.people(primary, secondary);
                const share = people === null || matrix.largest === 0 ? 0 : people / matrix.largest;
                return (
                  <td
                    key={secondary}
                    className="figures px-2 py-2 text-end"
                    style={{
                      background:
                        share > 0
                          ? `color-mix(in oklab, var(--color-accent) ${Math.round(4 + share * 14)}%, transparent)`
                          : undefined,
                    }}
                  >
                    {people === null ? (
                      <span className="text-ink-quiet">
                        <span aria-hidden>·</span>
                        <span className="sr-only">{t("hidden")}</span>
                      </span>
                    ) : (
                      <Link
                        href={hrefOf(primary, secondary)}
                        prefetch={false}
                        className="font-medium text-ink underline decoration-edge underline-offset-3 hover:decoration-ink"
                      >
                        {format.integer(people)}
                        <span className="sr-only">
                          {" "}
                          {primary} × {secondary}
                        </span>
                      </Link>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
