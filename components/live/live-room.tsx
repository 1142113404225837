"use client";

import { type ReactNode, useMemo } from "react";
import { Announcer } from "@/components/live/announcer";
import { Drift } from "@/components/live/drift";
import { Lobby } from "@/components/live/lobby";
import type { LiveAddress } from "@/components/live/participant";
import { createPhrase, type LiveTexts } from "@/components/live/phrase";
import { Places } from "@/components/live/places";
import { Recap } from "@/components/live/recap";
import { QuietNotice, TroubleNotice } from "@/components/live/room-notices";
import { Together } from "@/components/live/together";
import { useLive } from "@/components/live/use-live";
import type { ReaderLocale } from "@/lib/i18n";
import type { LiveState } from "@/lib/live/schema";

export interface LiveRoomProps {
  /** null where a session is shown only to people whom the tenant's app sends */
  initial: LiveState | null;
  address: LiveAddress;
  tenantName: string;
  locale: ReaderLocale;
  texts: LiveTexts;
  /** the map, drawn by the server: the browser only lights it */
  map: ReactNode;
}

/** One session as a participant sees it: before, while and after. */
export function LiveRoom({ initial, address, tenantName, locale, texts, map }: LiveRoomProps) {
  const phrase = useMemo(() => createPhrase(locale, texts), [locale, texts]);
  const live = useLive(initial, address);
  const { state } = live;
  if (!state) {
    return (
      <main id="content" className="live-room" aria-busy={!live.trouble}>
        <h1 className="live-title">{tenantName}</h1>
        <QuietNotice live={live} phrase={phrase} />
        <TroubleNotice live={live} phrase={phrase} tenantName={tenantName} />
      </main>
    );
  }
  const places = <Places state={state} phrase={phrase} map={map} />;
  const part = { state, live, phrase, tenantName };
  return (
    <main id="content" className="live-room" data-phase={state.phase} data-awake={live.awake || undefined}>
      <h1 className="live-title">{state.title || phrase.say("page.untitled")}</h1>
      {state.masterName ? <p className="live-master">{phrase.say("with", { master: state.masterName })}</p> : null}
      <QuietNotice live={live} phrase={phrase} />
      <TroubleNotice {...part} />
      {state.phase === "scheduled" ? <Lobby {...part} /> : null}
      {state.phase === "live" ? <Together {...part} /> : null}
      {state.phase === "ended" ? <Recap {...part} places={places} /> : null}
      {state.phase === "cancelled" ? (
        <section className="live-message">
          <h2>{phrase.say("cancelled.title")}</h2>
          <p>{phrase.say("cancelled.text", { tenant: tenantName })}</p>
        </section>
      ) : (
        state.phase !== "ended" && places
      )}
      {state.phase === "live" ? <Drift state={state} phrase={phrase} /> : null}
      <Announcer state={state} phrase={phrase} />
    </main>
  );
}

export interface PartProps {
  state: LiveState;
  live: ReturnType<typeof useLive>;
  phrase: ReturnType<typeof createPhrase>;
  tenantName: string;
}
