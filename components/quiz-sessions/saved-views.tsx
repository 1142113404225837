"use client";

import { Bookmark, X } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmedDeed } from "@/components/ui/confirmed-deed";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { FormError } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { removeView, saveView } from "@/lib/quiz-sessions/actions";

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** the query that was saved */
  readonly saved: string;
  readonly shared: boolean;
  readonly own: boolean;
}

/**
 * Views that somebody saved: her own and those shared with the team. What is saved is the address, without open row and page. Saving under
 * the name of one's own view replaces it.
 */
export function SavedViews({
  tenant,
  views,
  mayChange,
  mayRemoveAll,
}: {
  tenant: string;
  views: readonly SavedView[];
  mayChange: boolean;
  /** whether those that colleagues shared may be removed too */
  mayRemoveAll: boolean;
}) {
  const t = useTranslations("quiz.views");
  const router = useRouter();
  const search = useSearchParams();
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState<SavedView | null>(null);
  const { run, pending, error, fields } = useAction(saveView);
  const remove = useAction(removeView);
  if (views.length === 0 && !mayChange) return null;
  const current = () => {
    const kept = new URLSearchParams(search.toString());
    for (const key of ["open", "cursor", "ignored"]) kept.delete(key);
    return kept.toString();
  };
  const sorted = (text: string) => [...new URLSearchParams(text)].map((pair) => pair.join("=")).sort();
  const here = sorted(current()).join("&");
  const isOpen = ({ saved }: SavedView) => sorted(saved).join("&") === here;
  const opened = views.find((view) => view.own && isOpen(view));
  return (
    <nav aria-label={t("label")} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-label" data-screen-only>
      {views.map((view) => (
        <span
          key={view.id}
          aria-current={isOpen(view) ? "true" : undefined}
          className="inline-flex items-center gap-1 aria-current:font-semibold"
        >
          <TextLink href={view.href}>{view.name}</TextLink>
          {view.shared ? <span className="text-ink-quiet">{t("shared")}</span> : null}
          {view.own || (mayRemoveAll && view.shared) ? (
            <IconButton
              label={t("remove", { name: view.name })}
              icon={<X size={13} aria-hidden="true" />}
              onClick={() => setLeaving(view)}
            />
          ) : null}
        </span>
      ))}
      <ConfirmedDeed
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t("removeTitle", { name: leaving?.name ?? "" })}
        confirmLabel={t("removeConfirm")}
        danger
        action={remove}
        act={async () => leaving && remove.run({ tenant, viewId: leaving.id })}
        done={t("removed", { name: leaving?.name ?? "" })}
      >
        {t(leaving?.shared ? "removeShared" : "removeText")}
      </ConfirmedDeed>
      {mayChange ? (
        <Button small tone="quiet" icon={<Bookmark size={14} aria-hidden="true" />} onClick={() => setOpen(true)}>
          {t("save")}
        </Button>
      ) : null}
      <Dialog open={open} onClose={() => setOpen(false)} title={t("title")} lead={t("lead")}>
        <form
          method="post"
          className="flex flex-col gap-4"
          onSubmit={async (event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            const name = String(data.get("name") ?? "");
            if (!(await run({ tenant, name, shared: data.get("shared") !== null, search: current() }))) return;
            setOpen(false);
            toast(t("saved", { name }));
            router.refresh();
          }}
        >
          <TextInput
            label={t("name")}
            name="name"
            required
            maxLength={80}
            defaultValue={opened?.name}
            error={fields.name}
          />
          <Checkbox name="shared" label={t("share")} defaultChecked={opened?.shared ?? false} />
          {error && !fields.name ? <FormError message={error} /> : null}
          <div>
            <Button type="submit" tone="primary" busy={pending}>
              {t("confirm")}
            </Button>
          </div>
        </form>
      </Dialog>
    </nav>
  );
}
