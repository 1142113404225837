"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { rankEntry } from "@/components/shell/rank-entry";
import { fetchRecentSessions, type RecentSessions } from "@/components/shell/recent-sessions";

export interface PaletteEntry {
  group: "pages" | "tenants" | "sessions";
  label: string;
  /** shown quietly at the end, and found too */
  hint?: string;
  href: string;
}

const groups = ["pages", "sessions", "tenants"] as const;

const groupClass =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:text-ink-quiet";

/**
 * Goes to a page, a tenant or a recent session by name. Sessions are asked for when the palette opens; without an
 * answer it is simply shorter.
 */
export function CommandPalette({
  open,
  onClose,
  entries,
  recent,
}: {
  open: boolean;
  onClose: () => void;
  entries: readonly PaletteEntry[];
  recent: RecentSessions | null;
}) {
  const t = useTranslations("shell.palette");
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [sessions, setSessions] = useState<readonly PaletteEntry[]>([]);

  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) {
      element.showModal();
      element.querySelector("input")?.focus();
    }
    if (!open && element?.open) element.close();
    if (!open || !recent) return;
    const abort = new AbortController();
    fetchRecentSessions(recent, abort.signal).then(setSessions, () => setSessions([]));
    return () => abort.abort();
  }, [open, recent]);

  const all = [...entries, ...sessions];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, and the browser handles it.
    <dialog
      ref={dialog}
      aria-label={t("label")}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="mx-auto mt-[12dvh] w-[min(36rem,calc(100vw-2rem))] rounded-md border border-hairline bg-raised p-0 text-ink"
    >
      {open ? (
        <Command label={t("label")} loop filter={rankEntry} className="flex max-h-[min(28rem,70dvh)] flex-col">
          <Command.Input
            placeholder={t("placeholder")}
            className="min-h-13 w-full border-b border-hairline bg-transparent px-5 text-body text-ink outline-none placeholder:text-ink-quiet"
          />
          <Command.List className="min-h-0 overflow-y-auto p-2">
            <Command.Empty className="px-3 py-6 text-ink-soft">{t("empty")}</Command.Empty>
            {groups.map((group) => {
              const inGroup = all.filter((entry) => entry.group === group);
              return inGroup.length === 0 ? null : (
                <Command.Group key={group} heading={t(`groups.${group}`)} className={groupClass}>
                  {inGroup.map((entry) => (
                    <Command.Item
                      key={entry.href}
                      value={entry.href}
                      keywords={[entry.label, entry.hint ?? ""]}
                      onSelect={() => {
                        onClose();
                        router.push(entry.href);
                      }}
                      className="flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-sm px-3 data-[selected=true]:bg-accent-wash data-[selected=true]:text-accent"
                    >
                      <span className="truncate">{entry.label}</span>
                      {entry.hint ? <span className="shrink-0 text-label text-ink-quiet">{entry.hint}</span> : null}
                    </Command.Item>
                  ))}
                </Command.Group>
              );
            })}
          </Command.List>
        </Command>
      ) : null}
    </dialog>
  );
}
