"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { classNames } from "@/components/ui/class-names";

export interface ToastMessage {
  id: number;
  text: string;
  tone: "plain" | "bad";
}

let messages: readonly ToastMessage[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const none: readonly ToastMessage[] = [];

function replace(next: readonly ToastMessage[]) {
  messages = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: number) => replace(messages.filter((message) => message.id !== id));

/** Says in passing that something worked ("Invitation sent to …"). What must not be missed belongs in a Notice. */
export function toast(text: string, tone: ToastMessage["tone"] = "plain") {
  replace([...messages.slice(-2), { id: nextId++, text, tone }]);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The uppermost open dialog. What stands outside of it lies behind its veil, and is neither read out nor pressed. */
function useTopDialog(looking: boolean): Element | null {
  const [top, setTop] = useState<Element | null>(null);
  useEffect(() => {
    if (!looking) return setTop(null);
    const look = () => setTop([...document.querySelectorAll("dialog:modal")].at(-1) ?? null);
    look();
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["open"] });
    return () => observer.disconnect();
  }, [looking]);
  return top;
}

/** Where toasts appear; once, in the layout. Above a drawer or a question they stand inside of it, clear of its buttons. */
export function ToastRegion() {
  const shown = useSyncExternalStore(
    subscribe,
    () => messages,
    () => none,
  );
  const dialog = useTopDialog(shown.length > 0);
  const region = (
    <div
      role="status"
      className={classNames(
        "pointer-events-none fixed inset-x-4 z-50 flex flex-col items-center gap-2",
        dialog ? "bottom-24" : "bottom-4",
      )}
      data-screen-only
    >
      {shown.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </div>
  );
  return dialog ? createPortal(region, dialog) : region;
}

function Toast({ message }: { message: ToastMessage }) {
  const t = useTranslations("ui");
  const held = useRef(false);
  useEffect(() => {
    // Long sentences stay longer, and one that is being read (hovered, focused) stays until it is left.
    let timer = setTimeout(
      function leave() {
        if (held.current) timer = setTimeout(leave, 1500);
        else dismiss(message.id);
      },
      4000 + message.text.length * 40,
    );
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div
      onPointerEnter={() => {
        held.current = true;
      }}
      onPointerLeave={() => {
        held.current = false;
      }}
      className={classNames(
        "pointer-events-auto flex max-w-[36rem] items-center gap-3 rounded-md py-1.5 pr-1.5 pl-4 shadow-lg",
        message.tone === "bad" ? "bg-bad text-on-bad" : "bg-ink text-paper",
      )}
    >
      <p className="py-1">{message.text}</p>
      <button
        type="button"
        aria-label={t("dismiss")}
        onClick={() => dismiss(message.id)}
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-md opacity-80 hover:opacity-100"
      >
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
