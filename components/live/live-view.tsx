import { getMessages } from "next-intl/server";
import "@/components/live/live.css";
import { expandTexts } from "@/components/live/expand-texts";
import { LiveRoom } from "@/components/live/live-room";
import { WorldMap } from "@/components/live/world-map";
import { accentVariables } from "@/components/shell/brand-accent";
import { type ReaderLocale, readerLocaleNames, readerLocales } from "@/lib/i18n";
import type { LiveState } from "@/lib/live/schema";
import { paths, withSearch } from "@/lib/paths";

interface Props {
  locale: ReaderLocale;
  tenant: { name: string; slug: string; brandColor: string };
  sessionId: string;
  initial: LiveState | null;
  /** `tenant`: the slug that the address named, which decides between two tenants with one session id; `embed`: inside another site */
  search: { tenant?: string | undefined; embed?: string | undefined };
}

/** The page of one session around what changes on it: the tenant's name and colour, the languages, the promise. */
export async function LiveView({ locale, tenant, sessionId, initial, search }: Props) {
  const messages = (await getMessages({ locale })) as Record<string, Record<string, never>>;
  const texts = expandTexts(messages.live ?? {}, locale);
  const embedded = search.embed !== undefined;
  const room = (
    <LiveRoom
      initial={initial}
      address={{ base: paths.api.live(sessionId), query: withSearch("", { tenant: search.tenant }) }}
      tenantName={tenant.name}
      locale={locale}
      texts={texts}
      map={<WorldMap here={initial?.countries ?? []} />}
    />
  );
  return (
    <div className="live" data-embed={embedded || undefined} style={accentVariables(tenant.brandColor)}>
      <title>{initial?.title ? `${initial.title} · ${tenant.name}` : tenant.name}</title>
      {embedded ? null : (
        <header className="live-masthead">
          <p>{tenant.name}</p>
        </header>
      )}
      {room}
      <noscript>
        <p className="live-notice">{String(texts["page.noScript"])}</p>
      </noscript>
      {embedded ? null : (
        <footer className="live-foot">
          <p>{String(texts["page.promise"])}</p>
          <nav aria-label={String(texts["page.languages"])}>
            <ul>
              {readerLocales.map((other) => (
                <li key={other}>
                  {/* A plain link: another language is another document, with its own direction. */}
                  <a
                    href={paths.live(other, sessionId, { tenant: search.tenant })}
                    hrefLang={other}
                    lang={other}
                    aria-current={other === locale ? "true" : undefined}
                  >
                    {readerLocaleNames[other]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </footer>
      )}
    </div>
  );
}
