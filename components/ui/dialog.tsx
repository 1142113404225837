"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { iconButtonClass } from "@/components/ui/icon-button";
import { keepPlace } from "@/components/ui/keep-place";

interface ModalProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** a sentence below the title */
  lead?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}

/** A question or a small form above the page. Escape, the cross and a press outside close it; the focus goes back, or near. */
export function Dialog({ wide = false, full = false, ...props }: ModalProps & { wide?: boolean; full?: boolean }) {
  return (
    <Modal
      {...props}
      className={classNames(
        "m-auto max-h-[min(44rem,calc(100dvh-2rem))] w-[calc(100vw-2rem)] rounded-md",
        full ? "max-w-[84rem]" : wide ? "max-w-[52rem]" : "max-w-[32rem]",
      )}
    />
  );
}

/** The details of a row, sliding in from the side while the list stays where it is; the whole width on a phone. */
export function Drawer(props: ModalProps) {
  return <Modal {...props} drawer className="my-0 mr-0 ml-auto h-dvh max-h-none w-full max-w-[36rem]" />;
}

function Modal({
  open,
  onClose,
  title,
  lead,
  footer,
  children,
  className,
  drawer = false,
}: ModalProps & { className: string; drawer?: boolean }) {
  const t = useTranslations("ui");
  const dialog = useRef<HTMLDialogElement>(null);
  const opener = useRef<Element>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      opener.current = document.activeElement;
      element.showModal();
      // The browser would start at the cross; a reader starts at the first field, or at the top of the text.
      const field = element.querySelector<HTMLElement>("[data-dialog-body] :is(input, select, textarea)");
      (field ?? element).focus();
    }
    if (!open && element.open) {
      if (opener.current && opener.current !== document.body) keepPlace(opener.current);
      element.close();
    }
  }, [open]);

  // A dialog that is taken away while it is open is not closed by the browser, so nobody is brought back by it.
  useEffect(() => {
    const element = dialog.current;
    return () => {
      const from = opener.current;
      if (!element?.open || !(from instanceof HTMLElement) || !from.isConnected || from === document.body) return;
      keepPlace(from);
      from.focus({ preventScroll: true });
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, and the browser handles it.
    <dialog
      ref={dialog}
      tabIndex={-1}
      data-drawer={drawer || undefined}
      aria-labelledby={titleId}
      // React hands on what happens to a question that is asked inside of a drawer; that one closes, not the drawer.
      onClose={(event) => event.target === event.currentTarget && onClose()}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
      className={classNames(
        // A question may be asked from the cell of a table; how the cell's text runs is not its own.
        "flex-col overflow-hidden border border-hairline bg-raised p-0 text-start text-body font-normal whitespace-normal text-ink outline-none open:flex",
        className,
      )}
    >
      {open ? (
        <>
          <div className="flex items-start justify-between gap-4 px-6 pt-5 pb-3">
            <div className="flex flex-col gap-1">
              <h2 id={titleId} className="font-serif text-lead font-medium">
                {title}
              </h2>
              {lead ? <p className="text-ink-soft">{lead}</p> : null}
            </div>
            <button
              type="button"
              aria-label={t("close")}
              onClick={() => dialog.current?.close()}
              className={classNames(iconButtonClass, "-mt-1 -mr-2")}
            >
              <X size={18} aria-hidden="true" />
            </button>
          </div>
          {children ? (
            <div data-dialog-body className="min-h-0 flex-1 overflow-y-auto px-6 pb-6">
              {children}
            </div>
          ) : null}
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-t border-hairline px-6 py-4">{footer}</div>
          ) : null}
        </>
      ) : null}
    </dialog>
  );
}
