"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/text-input";
import { useAction } from "@/components/ui/use-action";
import { setEmbedOrigins } from "@/lib/live-settings/actions";

/** The list of sites as text, one a line; what is wrong with it is said line by line, and then nothing of it is kept. */
export function LiveSettingsOrigins({ tenant, origins }: { tenant: string; origins: readonly string[] }) {
  const t = useTranslations("live-settings.origins");
  const router = useRouter();
  const { run, pending, error, fields } = useAction(setEmbedOrigins);
  const [text, setText] = useState(origins.join("\n"));
  const [saved, setSaved] = useState<number | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setSaved(null);
    const kept = await run({ tenant, origins: text });
    if (!kept) return;
    setText(kept.origins.join("\n"));
    setSaved(kept.origins.length);
    router.refresh();
  }

  const problems = Object.entries(fields).map(([field, problem]) => {
    const words = t.has(`problem.${problem}`) ? t(`problem.${problem}`) : problem;
    const line = /^origins\.(\d+)$/.exec(field)?.[1];
    return { field, words: line ? t("line", { line, problem: words }) : words };
  });
  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="flex max-w-[46rem] flex-col gap-4">
      {error ? (
        <Notice tone="bad" live title={problems.length ? t("nothingSaved") : t("failed")}>
          {problems.length ? (
            <ul className="flex flex-col gap-0.5">
              {problems.map(({ field, words }) => (
                <li key={field}>{words}</li>
              ))}
            </ul>
          ) : null}
        </Notice>
      ) : null}
      {saved === null ? null : (
        <Notice tone="good" live>
          {t("saved", { count: saved })}
        </Notice>
      )}
      <Textarea
        label={t("label")}
        hint={t("hint")}
        name="origins"
        value={text}
        onChange={(event) => setText(event.target.value)}
        rows={5}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
      />
      <Button type="submit" tone="primary" busy={pending} className="self-start">
        {t("save")}
      </Button>
    </form>
  );
}
