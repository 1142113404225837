"use client";

import { useEffect, useRef } from "react";

const offKey = "attune-shortcuts-off";

/** Single-key shortcuts can be switched off: they get in the way of people who speak to their computer (WCAG 2.1.4). */
export const shortcutsAreOn = () => {
  try {
    return localStorage.getItem(offKey) === null;
  } catch {
    return true;
  }
};

export function setShortcutsOn(on: boolean) {
  try {
    if (on) localStorage.removeItem(offKey);
    else localStorage.setItem(offKey, "1");
  } catch {
    // A browser that keeps nothing keeps the default.
  }
}

/** Whether a key belongs to the element it was pressed in: somebody types, or moves within a control. */
export function belongsToControl(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest("input, textarea, select, [contenteditable], [data-keeps-keys]") !== null;
}

/**
 * Listens for single keys while nobody types, no dialog is open and no modifier is held. `handlers` maps `event.key`
 * in lower case to what happens.
 */
export function useShortcuts(handlers: Readonly<Record<string, () => void>>) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const handler = latest.current[event.key.toLowerCase()];
      if (!handler || belongsToControl(event.target) || document.querySelector("dialog[open]") || !shortcutsAreOn())
        return;
      event.preventDefault();
      handler();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
