"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { type SignInOutcome, signInWithPassword, startSingleSignOn } from "@/components/identity/auth-client";
import { DemoAccounts, type DemoChoice } from "@/components/identity/demo-accounts";
import { waitWords } from "@/components/shell/wait-words";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";

interface Props {
  returnTo: string;
  /** the address that an invitation or an earlier attempt named */
  email?: string;
  /** a refusal that came back from the identity provider, already in words */
  refusal: string | null;
  /** the identity provider's button, if there is one */
  singleSignOn: string | null;
  demo: { password: string; accounts: readonly DemoChoice[] } | null;
}

/** E-mail and password, the identity provider, and in demo mode the accounts to try. */
export function SignInForm({ returnTo, email = "", refusal, singleSignOn, demo }: Props) {
  const t = useTranslations("identity");
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<"ready" | "sending" | "leaving">("ready");
  const [outcome, setOutcome] = useState<Exclude<SignInOutcome, { to: string }> | null>(null);
  const busy = state === "sending" || state === "leaving";

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const values = new FormData(event.currentTarget);
    setState("sending");
    const result = await signInWithPassword(String(values.get("email")), String(values.get("password")), returnTo);
    if ("to" in result) {
      setState("leaving");
      // Language and theme of the document may change with the person, so the document is loaded anew.
      location.assign(result.to);
      return;
    }
    setOutcome(result);
    setState("ready");
    // The e-mail is most likely right; the password is typed again.
    const field = form.current?.elements.namedItem("password");
    if (result.reason === "wrong" && field instanceof HTMLInputElement) field.select();
  }

  async function leaveToProvider() {
    setState("leaving");
    const url = await startSingleSignOn(returnTo);
    if (url) return location.assign(url);
    setOutcome({ reason: "unexpected" });
    setState("ready");
  }

  function fill(account: DemoChoice) {
    const fields = form.current?.elements;
    const write = (name: string, value: string) => {
      const field = fields?.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    };
    write("email", account.email);
    write("password", demo?.password ?? "");
    setOutcome(null);
    form.current?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
  }

  const message =
    outcome?.reason === "wait"
      ? `${t("refusals.tooManyAttempts")} ${waitWords(t, outcome.wait)}`
      : outcome
        ? t(`signIn.${outcome.reason}`)
        : refusal;

  return (
    <div className="flex flex-col gap-8">
      <form ref={form} method="post" onSubmit={submit} className="flex flex-col gap-5">
        <FormError message={message} />
        <TextInput
          label={t("signIn.email")}
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          required
          defaultValue={email}
        />
        <PasswordInput label={t("signIn.password")} name="password" autoComplete="current-password" required />
        <Button type="submit" tone="primary" busy={busy}>
          {t("signIn.submit")}
        </Button>
      </form>
      {singleSignOn ? (
        <div className="flex flex-col gap-5">
          <p className="flex items-center gap-4 text-label text-ink-quiet before:h-px before:flex-1 before:bg-hairline after:h-px after:flex-1 after:bg-hairline">
            {t("signIn.or")}
          </p>
          <Button onClick={leaveToProvider} busy={state === "leaving"}>
            {t("signIn.singleSignOn", { name: singleSignOn })}
          </Button>
        </div>
      ) : null}
      {demo ? <DemoAccounts password={demo.password} accounts={demo.accounts} onChoose={fill} /> : null}
    </div>
  );
}
