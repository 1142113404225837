"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { PaletteEntry } from "@/components/shell/command-palette";
import type { RecentSessions } from "@/components/shell/recent-sessions";
import { useShortcuts } from "@/components/shell/shortcuts";

const CommandPalette = dynamic(() => import("@/components/shell/command-palette").then((m) => m.CommandPalette), {
  ssr: false,
});
const KeyboardHelp = dynamic(() => import("@/components/shell/keyboard-help").then((m) => m.KeyboardHelp), {
  ssr: false,
});

/** Opens the command palette and the list of keys from anywhere; both are loaded when they are first asked for. */
export function openPalette() {
  document.dispatchEvent(new Event("attune:palette"));
}

export function openKeyboardHelp() {
  document.dispatchEvent(new Event("attune:keys"));
}

/** The keys that work on every page, and what they open. */
export function ShellKeys({ entries, recent }: { entries: readonly PaletteEntry[]; recent: RecentSessions | null }) {
  const [palette, setPalette] = useState<"unloaded" | "open" | "closed">("unloaded");
  const [help, setHelp] = useState<"unloaded" | "open" | "closed">("unloaded");

  useEffect(() => {
    const showPalette = () => setPalette("open");
    const showHelp = () => setHelp("open");
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPalette((now) => (now === "open" ? "closed" : "open"));
      }
    };
    document.addEventListener("attune:palette", showPalette);
    document.addEventListener("attune:keys", showHelp);
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("attune:palette", showPalette);
      document.removeEventListener("attune:keys", showHelp);
      document.removeEventListener("keydown", listen);
    };
  }, []);

  useShortcuts({
    "?": () => setHelp("open"),
    "/": () => {
      const field = document.querySelector<HTMLInputElement>("[data-search-field]");
      if (field) field.focus();
      else setPalette("open");
    },
  });

  return (
    <>
      {palette === "unloaded" ? null : (
        <CommandPalette
          open={palette === "open"}
          onClose={() => setPalette("closed")}
          entries={entries}
          recent={recent}
        />
      )}
      {help === "unloaded" ? null : <KeyboardHelp open={help === "open"} onClose={() => setHelp("closed")} />}
    </>
  );
}
