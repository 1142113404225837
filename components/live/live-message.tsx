import type { ReactNode } from "react";
import "@/components/live/live.css";

/** A page of participants that has only something to say. */
export function LiveMessage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main id="content" className="live live-alone">
      <title>{title}</title>
      <h1 className="live-title">{title}</h1>
      <p className="live-lead">{children}</p>
    </main>
  );
}
