"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { previewRule, saveRule } from "@/lib/quiz-sessions/actions";
import type { LeadRule } from "@/lib/quiz-sessions/lead-rule";
import { leadOf } from "@/lib/quiz-sessions/schema";

/** What the server takes; the browser says so beside the field, in the reader's language. */
const ranges = { points: [-100, 100], days: [1, 730], threshold: [0, 1000] } as const;

/** What the server says of a rule that is not saved yet. */
interface Told {
  changed: number;
  of: number;
  moves: readonly { before: number; after: number; sessions: number }[];
}

const whole = (value: FormDataEntryValue | null) => {
  const text = String(value ?? "").trim();
  return text === "" ? 0 : Number(text);
};

/** The rule of the form's fields; lines without days and archetypes without points are left out. */
function ruleOf(data: FormData, archetypes: readonly string[]): LeadRule {
  const recency = [0, 1, 2].flatMap((line) => {
    const withinDays = whole(data.get(`days${line}`));
    return withinDays > 0 ? [{ withinDays, points: whole(data.get(`recency${line}`)) }] : [];
  });
  const mark = String(data.get("mark") ?? "").trim();
  return {
    recency,
    completed: whole(data.get("completed")),
    booked: whole(data.get("booked")),
    emailOpened: whole(data.get("emailOpened")),
    archetypes: Object.fromEntries(
      archetypes.flatMap((id) => {
        const points = whole(data.get(`archetype-${id}`));
        return points === 0 ? [] : [[id, points]];
      }),
    ),
    score: mark === "" ? null : { atLeast: Number(mark), points: whole(data.get("score")) },
    thresholds: { hot: whole(data.get("hot")), warm: whole(data.get("warm")), cool: whole(data.get("cool")) },
  };
}

/** Edits the rule, and says before saving how many sessions would have another lead, and which instead of which. */
export function LeadRuleForm({
  tenant,
  rule,
  archetypes,
}: {
  tenant: string;
  rule: LeadRule;
  archetypes: readonly { readonly id: string; readonly label: string }[];
}) {
  const t = useTranslations("quiz.rule");
  const tLead = useTranslations("quiz.lead");
  const router = useRouter();
  const preview = useAction(previewRule);
  const save = useAction(saveRule);
  const [told, setTold] = useState<Told | null>(null);
  const ids = archetypes.map(({ id }) => id);
  const number = (name: string, label: string, value: number | string, [min, max]: readonly [number, number]) => (
    <TextInput
      label={label}
      name={name}
      type="number"
      step="1"
      min={min}
      max={max}
      defaultValue={value}
      className="max-w-40"
    />
  );
  const points = (name: string, label: string, value: number | string) => number(name, label, value, ranges.points);
  const refused = save.error ? save : preview;
  const error = "rule.thresholds" in refused.fields ? t("falling") : refused.error;
  return (
    <form
      method="post"
      className="flex flex-col gap-8"
      onChange={() => {
        setTold(null);
        save.clear();
        preview.clear();
      }}
      onSubmit={async (event) => {
        event.preventDefault();
        const done = await save.run({ tenant, rule: ruleOf(new FormData(event.currentTarget), ids) });
        if (!done) return;
        toast(t("saved"));
        router.refresh();
      }}
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-medium">{t("recency")}</legend>
        {[0, 1, 2].map((line) => (
          <div key={line} className="flex flex-wrap gap-4">
            {number(`days${line}`, t("days"), rule.recency[line]?.withinDays ?? "", ranges.days)}
            {points(`recency${line}`, t("points"), rule.recency[line]?.points ?? "")}
          </div>
        ))}
      </fieldset>
      <fieldset className="flex flex-wrap gap-4">
        <legend className="mb-2 font-medium">{t("deeds")}</legend>
        {points("completed", t("completed"), rule.completed)}
        {points("emailOpened", t("emailOpened"), rule.emailOpened)}
        {points("booked", t("booked"), rule.booked)}
      </fieldset>
      {archetypes.length > 0 ? (
        <fieldset className="flex flex-wrap gap-4">
          <legend className="mb-2 font-medium">{t("archetypes")}</legend>
          {archetypes.map(({ id, label }) => (
            <span key={id}>{points(`archetype-${id}`, label, rule.archetypes[id] ?? 0)}</span>
          ))}
        </fieldset>
      ) : null}
      <fieldset className="flex flex-wrap gap-4">
        <legend className="mb-2 font-medium">{t("score")}</legend>
        <TextInput
          label={t("mark")}
          name="mark"
          type="number"
          step="any"
          defaultValue={rule.score?.atLeast ?? ""}
          optional
          className="max-w-40"
        />
        {points("score", t("points"), rule.score?.points ?? 0)}
      </fieldset>
      <fieldset className="flex flex-wrap gap-4">
        <legend className="mb-2 font-medium">{t("thresholds")}</legend>
        {number("hot", t("hot"), rule.thresholds.hot, ranges.threshold)}
        {number("warm", t("warm"), rule.thresholds.warm, ranges.threshold)}
        {number("cool", t("cool"), rule.thresholds.cool, ranges.threshold)}
      </fieldset>
      {error ? (
        <Notice tone="bad" live>
          {error}
        </Notice>
      ) : null}
      {told ? (
        <Notice tone="info" live>
          {t("wouldChange", { changed: told.changed, of: told.of })}
          {told.changed > 0 ? (
            <ul className="mt-2 flex flex-col gap-0.5">
              {told.moves.map(({ before, after, sessions }) => (
                <li key={`${before}-${after}`} className="tabular-nums">
                  {t("move", { count: sessions, before: tLead(leadOf(before)), after: tLead(leadOf(after)) })}
                </li>
              ))}
            </ul>
          ) : null}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button
          busy={preview.pending}
          onClick={async (event) => {
            const form = event.currentTarget.form;
            if (!form?.reportValidity()) return;
            const found = await preview.run({ tenant, rule: ruleOf(new FormData(form), ids) });
            if (!found) return;
            const moves = found.moves.filter(({ before, after }) => before !== after);
            setTold({ ...found, moves: moves.sort((one, other) => other.sessions - one.sessions) });
          }}
        >
          {t("preview")}
        </Button>
        <Button type="submit" tone="primary" busy={save.pending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
