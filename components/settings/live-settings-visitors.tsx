"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Switch } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/notice";
import { useAction } from "@/components/ui/use-action";
import { setAnonymousVisitors } from "@/lib/live-settings/actions";

/** Whether people without a token may take part; in effect at once. */
export function LiveSettingsVisitors({ tenant, allowed }: { tenant: string; allowed: boolean }) {
  const t = useTranslations("live-settings");
  const { run, error } = useAction(setAnonymousVisitors);
  const [on, setOn] = useState(allowed);
  const [said, setSaid] = useState("");

  async function turn(next: boolean) {
    setOn(next);
    const done = await run({ tenant, allowed: next });
    if (!done) setOn(!next);
    setSaid(done ? t(next ? "visitors.on" : "visitors.off") : "");
  }

  return (
    <div className="flex max-w-[46rem] flex-col gap-3">
      <FormError message={error ? t("origins.failed") : null} />
      <Switch
        label={t("visitors.switch")}
        hint={t("visitors.hint")}
        checked={on}
        onChange={(event) => void turn(event.target.checked)}
      />
      <p role="status" className="min-h-5 text-label text-ink-quiet">
        {said}
      </p>
    </div>
  );
}
