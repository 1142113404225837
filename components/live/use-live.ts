"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { LiveFeed } from "@/components/live/live-feed";
import { type Answer, addressOf, type LiveAddress, Participant, type Trouble } from "@/components/live/participant";
import { whereabouts } from "@/components/live/whereabouts";
import type { LiveState } from "@/lib/live/schema";

export interface Live {
  /** null until it is known: a tenant may show a session only to people with a token */
  state: LiveState | null;
  /** whether the browser has taken over from the server: before that, a touch is lost */
  awake: boolean;
  /** false while no news reaches the page; it goes on trying */
  online: boolean;
  /** whether this person has said that she is here */
  joined: boolean;
  left: boolean;
  busy: boolean;
  trouble: Trouble | null;
  /** the server's clock minus this device's, in ms */
  offsetMs: number;
  ready(): Promise<void>;
  leave(): Promise<void>;
  react(kind: string): Promise<boolean>;
  thank(text: string, consent: string, language: string): Promise<Answer>;
}

/** Everything that happens between this tab and the session. */
export function useLive(initial: LiveState | null, address: LiveAddress): Live {
  const [state, setState] = useState(initial);
  const [awake, setAwake] = useState(false);
  const [online, setOnline] = useState(true);
  const [presence, setPresence] = useState<"unsaid" | "joined" | "left">("unsaid");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [offsetMs, setOffsetMs] = useState(0);
  const participant = useRef<Participant>(null);
  const feed = useRef<LiveFeed>(null);
  const { base, query } = address;

  const hear = useCallback((answer: Answer) => {
    setTrouble(answer.ok ? null : answer.trouble);
    if (answer.ok && answer.state) feed.current?.take(answer.state);
    return answer.ok;
  }, []);

  useEffect(() => {
    const at = { base, query };
    participant.current ??= new Participant(at, whereabouts);
    const person = participant.current;
    const { joined } = person.arrive();
    const news = new LiveFeed({
      streamUrl: addressOf(at, "stream"),
      pollUrl: addressOf(at),
      headers: person.headers,
      onLine: setOnline,
      onRefused: (status) => setTrouble(person.troubleOf(status)),
      onState: (next) => {
        setOffsetMs(Date.parse(next.serverTime) - Date.now());
        setState(next);
      },
    });
    feed.current = news;
    news.start();
    setAwake(true);
    if (joined) {
      setPresence("joined");
      void person.ready();
    }
    return () => news.stop();
  }, [base, query]);

  const going = state?.phase === "scheduled" || state?.phase === "live";
  const here = presence === "joined" && going;
  useEffect(() => {
    if (!here) return;
    const beat = async () => {
      const answer = await participant.current?.heartbeat();
      if (answer?.ok && answer.state) feed.current?.take(answer.state);
      // One that is lost is followed by another; only a token that ran out needs a person.
      if (answer?.ok === false && answer.trouble === "token") setTrouble("token");
    };
    const stop = tick(() => void beat());
    const vanish = () => participant.current?.vanish();
    // Out of the browser's memory the same page comes back, and with it the person.
    const revive = (event: PageTransitionEvent) => event.persisted && void participant.current?.ready();
    addEventListener("pagehide", vanish);
    addEventListener("pageshow", revive);
    return () => {
      stop();
      removeEventListener("pagehide", vanish);
      removeEventListener("pageshow", revive);
    };
  }, [here]);

  const ended = state?.phase === "ended";
  useEffect(() => {
    if (ended) void participant.current?.recap();
  }, [ended]);

  const act = useCallback(
    async (work: (person: Participant) => Promise<Answer>, then: "joined" | "left") => {
      if (!participant.current) return;
      setBusy(true);
      const done = hear(await work(participant.current));
      if (done) setPresence(then);
      setBusy(false);
    },
    [hear],
  );

  return {
    state,
    awake,
    online,
    joined: presence === "joined",
    left: presence === "left",
    busy,
    trouble,
    offsetMs,
    ready: useCallback(() => act((person) => person.ready(), "joined"), [act]),
    leave: useCallback(() => act((person) => person.leave(), "left"), [act]),
    react: useCallback(async (kind) => hear((await participant.current?.react(kind)) ?? silent), [hear]),
    thank: useCallback(async (...given) => (await participant.current?.thank(...given)) ?? silent, []),
  };
}

const silent: Answer = { ok: false, trouble: "failed", fields: [] };
const beatMs = 10_000;

/** Calls back every ten seconds, from a worker where there can be one: a hidden tab's own clock is slowed down. */
function tick(beat: () => void): () => void {
  try {
    const worker = new Worker("/live-heartbeat.js");
    worker.onmessage = beat;
    return () => worker.terminate();
  } catch {
    const timer = setInterval(beat, beatMs);
    return () => clearInterval(timer);
  }
}
