"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { setShortcutsOn, shortcutsAreOn } from "@/components/shell/shortcuts";
import { Switch } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const groups = [
  {
    key: "anywhere",
    keys: [
      ["palette", ["Ctrl", "K"]],
      ["search", ["/"]],
      ["help", ["?"]],
      ["close", ["Esc"]],
    ],
  },
  {
    key: "period",
    keys: [
      ["day", ["D"]],
      ["week", ["W"]],
      ["month", ["M"]],
      ["quarter", ["Q"]],
      ["earlier", ["←"]],
      ["later", ["→"]],
    ],
  },
  {
    key: "voices",
    keys: [
      ["voiceNext", ["J"]],
      ["voicePrevious", ["K"]],
      ["voiceApprove", ["A"]],
      ["voiceReject", ["R"]],
      ["voiceEdit", ["E"]],
      ["voiceUndo", ["U"]],
    ],
  },
] as const;

/** The list of keys, and the switch that turns the single ones off. */
export function KeyboardHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("shell.keys");
  const [on, setOn] = useState(shortcutsAreOn);
  return (
    <Dialog open={open} onClose={onClose} title={t("title")}>
      <div className="flex flex-col gap-6">
        {groups.map((group) => (
          <section key={group.key} className="flex flex-col gap-1">
            <h3 className="text-label text-ink-quiet">{t(`groups.${group.key}`)}</h3>
            <dl>
              {group.keys.map(([action, keys]) => (
                <div key={action} className="flex items-center justify-between gap-4 border-b border-hairline py-1.5">
                  <dt>{t(`actions.${action}`)}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key === "Ctrl" ? t("control") : key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Switch
          label={t("single")}
          hint={t("singleHint")}
          checked={on}
          onChange={(event) => {
            setOn(event.target.checked);
            setShortcutsOn(event.target.checked);
          }}
        />
      </div>
    </Dialog>
  );
}
