import "server-only";
import { env } from "@/lib/env";
import { demoAccounts, demoPassword } from "@/lib/identity/demo";
import type { Role } from "@/lib/identity/permissions";

export interface DemoChoices {
  password: string;
  accounts: { email: string; tenant: string | null; role: Role | null }[];
}

/** The demo's sign-ins for the sign-in page; null unless this installation says that it is a demo. */
export function demoChoices(): DemoChoices | null {
  if (env().ATTUNE_DEMO !== "1") return null;
  const accounts = demoAccounts.map(({ email, membership }) => ({
    email,
    tenant: membership?.tenant ?? null,
    role: membership?.role ?? null,
  }));
  return { password: demoPassword, accounts };
}
