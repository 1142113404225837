"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { TermForm } from "@/components/themes/term-form";
import { Switch } from "@/components/ui/checkbox";
import { DeedButton } from "@/components/ui/confirmed-deed";
import { keepPlace } from "@/components/ui/keep-place";
import { FormError } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { removeTheme, removeThemeTerm, switchTheme } from "@/lib/master-sessions/themes/actions";

export interface ShownTheme {
  readonly key: string;
  readonly label: string;
  readonly own: boolean;
  readonly enabled: boolean;
  readonly labels: readonly { readonly code: string; readonly name: string; readonly words: string }[];
  readonly words: readonly {
    readonly code: string;
    readonly name: string;
    readonly words: readonly string[];
    readonly except: readonly string[];
    readonly added: readonly string[];
  }[];
}

/** One theme: whether it is looked for, what it is called, its words by language, and what the tenant added. */
export function ThemeDetail({
  tenant,
  k,
  theme,
  afterRemoval,
}: {
  tenant: string;
  k: number;
  theme: ShownTheme;
  afterRemoval: string;
}) {
  const t = useTranslations("themes.detail");
  const router = useRouter();
  const turning = useAction(switchTheme);
  const removing = useAction(removeThemeTerm);
  const added = theme.words.flatMap(({ code, name, added: terms }) => terms.map((term) => ({ code, name, term })));

  return (
    <Section
      title={theme.label}
      lead={theme.own ? t("leadOwn") : t("lead")}
      tools={
        <Switch
          label={t("enabled")}
          checked={theme.enabled}
          onChange={async (event) => {
            if (turning.pending) return;
            const enabled = event.target.checked;
            if (!(await turning.run({ tenant, key: theme.key, enabled }))) return;
            toast(t(enabled ? "switchedOn" : "switchedOff"));
            router.refresh();
          }}
        />
      }
    >
      <div className="flex flex-col gap-6">
        <FormError message={turning.error ?? removing.error} />
        <dl className="flex flex-wrap gap-x-5 gap-y-1 text-label">
          {theme.labels.map(({ code, name, words }) => (
            <div key={code} className="flex gap-1.5">
              <dt className="text-ink-quiet">{name}</dt>
              <dd lang={code} dir="auto">
                {words}
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex flex-col gap-3">
          <h3 className="text-body font-medium">{t("added", { count: added.length })}</h3>
          {added.length ? (
            <ul className="flex flex-wrap gap-2">
              {added.map(({ code, name, term }) => (
                <li
                  key={`${code} ${term}`}
                  className="flex items-center gap-1 rounded-full border border-edge py-0.5 pr-1 pl-3"
                >
                  <span lang={code} dir="auto">
                    {term}
                  </span>
                  <span className="text-label text-ink-quiet">{name}</span>
                  <button
                    type="button"
                    aria-label={t("remove", { term })}
                    className="grid size-7 place-items-center rounded-full text-ink-quiet hover:bg-sunk hover:text-ink"
                    onClick={async ({ currentTarget }) => {
                      if (removing.pending) return;
                      if (!(await removing.run({ tenant, key: theme.key, language: code as "en", term }))) return;
                      keepPlace(currentTarget);
                      toast(t("removed", { term }));
                      router.refresh();
                    }}
                  >
                    <X aria-hidden className="size-4" />
                  </button>
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-label text-ink-quiet">{t("addedNone")}</p>
          )}
          <TermForm tenant={tenant} k={k} theme={theme.key} languages={theme.words} />
        </div>
        {theme.own ? (
          <ThemeRemoval tenant={tenant} theme={theme} afterRemoval={afterRemoval} />
        ) : (
          <details>
            <summary className="cursor-pointer text-body font-medium">{t("words")}</summary>
            <dl className="mt-3 flex flex-col gap-4">
              {theme.words.map(({ code, name, words, except }) => (
                <div key={code} className="flex flex-col gap-1">
                  <dt className="text-label text-ink-quiet">{name}</dt>
                  <dd lang={code} dir="auto" className="max-w-[68ch] text-label leading-relaxed">
                    {words.join(" · ")}
                    {except.length ? (
                      <span className="text-ink-quiet">
                        {" "}
                        ({t("except")} {except.join(" · ")})
                      </span>
                    ) : null}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
    </Section>
  );
}

function ThemeRemoval({ tenant, theme, afterRemoval }: { tenant: string; theme: ShownTheme; afterRemoval: string }) {
  const t = useTranslations("themes.removal");
  const action = useAction(removeTheme);
  return (
    <div>
      <DeedButton
        label={t("open")}
        title={t("title", { name: theme.label })}
        confirmLabel={t("confirm")}
        danger
        action={action}
        act={() => action.run({ tenant, key: theme.key })}
        goTo={afterRemoval}
      >
        <p>{t("text")}</p>
      </DeedButton>
    </div>
  );
}
