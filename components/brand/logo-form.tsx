"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useRef, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { FormError } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { deleteLogo, uploadLogo } from "@/lib/brand/actions";
import { longestUpload } from "@/lib/brand/schema";

/** The logo of a tenant: what it is now, a file for another, and the way to have none. */
export function LogoForm({ tenant, logo, name }: { tenant: string; logo: string | null; name: string }) {
  const t = useTranslations("brand");
  const router = useRouter();
  const file = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const up = useWordedAction("brand", uploadLogo);
  const down = useWordedAction("brand", deleteLogo);
  const problem = tooLarge ? t("errors.logoTooLarge") : up.fieldError("file");

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const chosen = event.target.files?.[0];
    if (!chosen || up.pending) return;
    // What is too large would only be turned away after it had been sent.
    setTooLarge(chosen.size > longestUpload);
    if (chosen.size <= longestUpload) {
      const sent = await up.run({ tenant, file: toBase64(new Uint8Array(await chosen.arrayBuffer())) });
      if (sent) {
        toast(t("logo.saved"));
        router.refresh();
      }
    }
    if (file.current) file.current.value = "";
  }

  return (
    <div className="flex flex-col items-start gap-4">
      <FormError message={up.error ?? down.error} />
      {logo ? (
        // White and dark beside each other: a logo that only works on one shows it here.
        <div className="flex flex-wrap overflow-hidden rounded-md border border-hairline">
          {["#ffffff", "#161513"].map((ground) => (
            <span
              key={ground}
              className="flex h-28 w-56 items-center justify-center p-4"
              style={{ background: ground }}
            >
              {/* biome-ignore lint/performance/noImgElement: a small picture from the database; there is nothing to optimise. */}
              <img
                src={logo}
                alt={ground === "#ffffff" ? t("logo.of", { name }) : ""}
                className="max-h-full max-w-full object-contain"
              />
            </span>
          ))}
        </div>
      ) : (
        <p className="text-ink-soft">{t("logo.none")}</p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <label className={`${buttonClass()} cursor-pointer focus-within:outline-2 focus-within:outline-offset-2`}>
          {t(logo ? "logo.replace" : "logo.upload")}
          <input
            ref={file}
            type="file"
            name="logo"
            accept="image/png,image/jpeg,image/webp"
            aria-describedby="logo-error"
            aria-invalid={problem ? true : undefined}
            onChange={choose}
            className="sr-only"
          />
        </label>
        {logo ? (
          <Button
            tone="quiet"
            busy={down.pending}
            onClick={async () => {
              if (!(await down.run({ tenant, remove: true }))) return;
              toast(t("logo.removed"));
              router.refresh();
              // The button goes with the logo.
              file.current?.focus();
            }}
          >
            {t("logo.remove")}
          </Button>
        ) : null}
      </div>
      <div role="alert">
        <FieldError id="logo-error" error={problem} />
      </div>
    </div>
  );
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
