"use client";

import { useEffect } from "react";

/** Tells that a person is there: once, after the page was visible for three seconds altogether, or at the first interaction. */
export function VisitBeacon({ url }: { url: string }) {
  useEffect(() => {
    let sent = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const interactions = ["pointerdown", "keydown", "touchstart", "wheel"] as const;

    const send = () => {
      if (sent) return;
      sent = true;
      stop();
      // fetch, not sendBeacon: under no-referrer a beacon's Origin is null, which the server refuses.
      void fetch(url, { method: "POST", keepalive: true }).catch(() => undefined);
    };
    const watch = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(send, 3000);
    };
    const stop = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", watch);
      for (const name of interactions) removeEventListener(name, send);
    };

    document.addEventListener("visibilitychange", watch);
    for (const name of interactions) addEventListener(name, send, { passive: true });
    watch();
    return stop;
  }, [url]);
  return null;
}
