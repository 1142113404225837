"use client";

import "@/app/globals.css";

/** The last resort, when even the layout failed: without messages and without the theme, in both languages. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Attune</title>
        <main className="mx-auto flex max-w-[34rem] flex-col gap-4 px-5 py-24">
          <h1 className="font-serif text-title font-medium">Attune could not answer</h1>
          <p>Nothing was lost. Please try again in a moment.</p>
          <p lang="de">Es ging nichts verloren. Bitte gleich noch einmal versuchen.</p>
          {error.digest ? <p className="text-label text-ink-quiet">{error.digest}</p> : null}
          <button type="button" onClick={reset} className="w-fit rounded-md border border-edge px-4 py-2 font-medium">
            Try again · <span lang="de">Noch einmal</span>
          </button>
        </main>
      </body>
    </html>
  );
}
