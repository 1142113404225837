"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";

/**
 * Asks the server for the page again every few seconds, as long as somebody looks at it. Draws nothing. A page that is still on its way is
 * waited for: asking again would throw it away, and a slow server would never be heard.
 */
export function LiveRefresh({ everyMs = 4000 }: { everyMs?: number }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const waiting = useRef(false);
  waiting.current = pending;
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible" && !waiting.current) startTransition(() => router.refresh());
    };
    const timer = setInterval(refresh, everyMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [router, everyMs]);
  return null;
}
