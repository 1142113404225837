const controls = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)";

/** How long after a question somebody's place is kept: the page behind it is drawn anew in a second or two. */
const patienceMs = 20_000;

/**
 * Whoever opened a question comes back to the button it was opened with. Often the answer takes that button away: a revoked key has nothing
 * left to revoke, a deleted row is gone. The browser would then begin at the top of the page; this goes on where the reader was: in the
 * same row, in the one after it, in the one before it, or at the heading of the list.
 */
export function keepPlace(opener: Element): void {
  const row = opener.closest("tr, li");
  const rows = row ? [row, ...siblings(row, "nextElementSibling"), ...siblings(row, "previousElementSibling")] : [];
  const sections = [...ancestors(opener, "section, main")];

  const place = () => {
    for (const one of rows) {
      const control = one.isConnected ? firstControl(one) : null;
      if (control) return control;
    }
    for (const section of sections) {
      const heading = section.isConnected ? section.querySelector<HTMLElement>("h1, h2, h3") : null;
      if (heading) return heading;
    }
    return null;
  };

  const observer = new MutationObserver(() => {
    if (opener.isConnected) return;
    stop();
    // Whoever has gone on meanwhile is left alone.
    if (document.activeElement && document.activeElement !== document.body) return;
    const next = place();
    if (next && !next.matches(controls)) next.tabIndex = -1;
    next?.focus();
  });
  const timer = setTimeout(stop, patienceMs);
  function stop() {
    clearTimeout(timer);
    observer.disconnect();
  }
  observer.observe(document.body, { childList: true, subtree: true });
}

const firstControl = (row: Element) =>
  [...row.querySelectorAll<HTMLElement>(controls)].find((control) =>
    control.checkVisibility({ visibilityProperty: true }),
  );

function* siblings(element: Element, way: "nextElementSibling" | "previousElementSibling") {
  for (let next = element[way]; next; next = next[way]) yield next;
}

function* ancestors(element: Element, selector: string) {
  for (let next = element.closest(selector); next; next = next.parentElement?.closest(selector) ?? null) yield next;
}
