"use client";

import { useEffect } from "react";

/** What the server counts at most; a page that was left open needs no further words. */
const longestSeconds = 1800;
const everyMs = 15_000;

/**
 * Tells that a person is there: once, after the page was visible for three seconds altogether, or at the first interaction. From then
 * on it tells for how many seconds the page has been visible and which parts have come into view, now and then and on leaving.
 */
export function VisitBeacon(props: { visit: string; address: string; language: string; direction: "ltr" | "rtl" }) {
  const { visit, address, language, direction } = props;

  // The document is made before anybody knows whose report it is; what it is in, is the report's to say.
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);

  useEffect(() => {
    const watch = watchPerson((path, search) => {
      const query = new URLSearchParams({ visit, ...search });
      // fetch, not sendBeacon: under no-referrer a beacon's Origin is null, which the server refuses.
      return fetch(`${address}/${path}?${query}`, { method: "POST", keepalive: true }).then(
        () => undefined,
        () => undefined,
      );
    });
    return () => watch.stop();
  }, [visit, address]);
  return null;
}

type Tell = (path: "open" | "read", search?: Record<string, string>) => Promise<void>;

function watchPerson(tell: Tell): { stop(): void } {
  const interactions = ["pointerdown", "keydown", "touchstart", "wheel"] as const;
  const parts = new Set<string>();
  let visibleMs = 0;
  let visibleSince: number | null = null;
  let confirmed: Promise<void> | null = null;
  let told = "";

  const seenMs = () => visibleMs + (visibleSince === null ? 0 : performance.now() - visibleSince);
  const seconds = () => Math.min(longestSeconds, Math.round(seenMs() / 1000));

  const report = () => {
    const reading = { seconds: String(seconds()), parts: [...parts].sort().join(",") };
    const now = JSON.stringify(reading);
    if (!confirmed || now === told) return;
    told = now;
    void confirmed.then(() => tell("read", reading));
  };
  const confirm = () => {
    if (confirmed) return;
    confirmed = tell("open");
    for (const name of interactions) removeEventListener(name, confirm);
  };
  const turn = () => {
    const visible = document.visibilityState === "visible";
    if (visible && visibleSince === null) visibleSince = performance.now();
    if (!visible && visibleSince !== null) {
      visibleMs += performance.now() - visibleSince;
      visibleSince = null;
      report();
    }
  };
  const tick = () => {
    if (visibleSince !== null && seenMs() >= 3000) confirm();
  };

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const part = (target as HTMLElement).dataset.part;
        if (isIntersecting && part) parts.add(part);
      }
    },
    // A part is reached when its head has come up into the upper three quarters of the window.
    { rootMargin: "0px 0px -25% 0px" },
  );
  for (const part of document.querySelectorAll("[data-part]")) sight.observe(part);
  const clock = setInterval(tick, 500);
  const reports = setInterval(report, everyMs);
  for (const name of interactions) addEventListener(name, confirm, { passive: true });
  document.addEventListener("visibilitychange", turn);
  addEventListener("pagehide", report);
  turn();

  return {
    stop() {
      report();
      clearInterval(clock);
      clearInterval(reports);
      sight.disconnect();
      for (const name of interactions) removeEventListener(name, confirm);
      document.removeEventListener("visibilitychange", turn);
      removeEventListener("pagehide", report);
    },
  };
}
