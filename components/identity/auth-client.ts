/** What came of a sign-in: where to go, or why not. `wait` is in seconds. */
export type SignInOutcome =
  | { to: string }
  | { reason: "wrong" | "busy" | "unexpected" }
  | { reason: "wait"; wait: number };

const failed: SignInOutcome = { reason: "unexpected" };

/** Sends e-mail and password to next-auth. Its answer is an address: the page to go to, or its error page. */
export async function signInWithPassword(email: string, password: string, returnTo: string): Promise<SignInOutcome> {
  const url = await post("/api/auth/callback/credentials", { email, password, callbackUrl: returnTo });
  if (!url) return failed;
  const error = url.searchParams.get("error");
  if (!error) return url.searchParams.has("csrf") ? failed : { to: url.pathname + url.search };
  if (error === "CredentialsSignin") return { reason: "wrong" };
  if (error === "busy") return { reason: "busy" };
  const wait = /^wait-(\d+)$/.exec(error)?.[1];
  return wait ? { reason: "wait", wait: Number(wait) } : failed;
}

/** Begins a sign-in at the identity provider. Returns its address, or null when it cannot be reached. */
export async function startSingleSignOn(returnTo: string): Promise<string | null> {
  const url = await post("/api/auth/signin/oidc", { callbackUrl: returnTo });
  return url && url.origin !== location.origin ? url.toString() : null;
}

async function post(path: string, values: Record<string, string>): Promise<URL | null> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf", { cache: "no-store" })).json()) as {
      csrfToken: string;
    };
    const body = new URLSearchParams({ ...values, csrfToken, json: "true" });
    const answer = (await (await fetch(path, { method: "POST", body })).json()) as { url?: string };
    return answer.url ? new URL(answer.url, location.origin) : null;
  } catch {
    return null;
  }
}
