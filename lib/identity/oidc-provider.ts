import "server-only";
import type { Profile } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/lib/env";
import type { AuthRequest } from "@/lib/identity/auth-request";
import { openInvitation } from "@/lib/identity/invitations";
import { type OidcOutcome, signInWithOidc } from "@/lib/identity/oidc-sign-in";

interface Claims extends Profile {
  sub?: string;
  email_verified?: boolean | string;
  preferred_username?: string;
}

/** What the sign-in button says, or null when no identity provider is configured. */
export function oidcName(): string | null {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return OIDC_ISSUER ? OIDC_NAME : null;
}

/** The identity provider of the environment, by its discovery document; code flow with PKCE, state and nonce. */
export function oidcProvider(): OAuthConfig<Claims> | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER) return null;
  return {
    id: "oidc",
    name: OIDC_NAME,
    type: "oauth",
    wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      // Providers may keep e-mail and name out of the ID token; the library checks that both speak of the same subject.
      async request({ tokens, client }) {
        const claims = (tokens as { claims(): Claims }).claims();
        return claims.email ? claims : { ...claims, ...(await client.userinfo(tokens as never)) };
      },
    },
    profile: (claims) => ({ id: claims.sub ?? "", email: claims.email, name: claims.name }),
  };
}

/** Lets in whom the provider vouches for: the owner of an account, or of an address with an invitation she came from. */
export async function admitOidc(claims: Claims, request: AuthRequest): Promise<OidcOutcome> {
  const email = claims.email?.toLowerCase() ?? "";
  const token = /^\/[a-z]{2}\/invite\/([\w-]+)$/.exec(request.returnTo ?? "")?.[1];
  const invitation = token ? await openInvitation(token) : null;
  return signInWithOidc(
    {
      subject: `${env().OIDC_ISSUER}#${claims.sub}`,
      email,
      // Some providers write the boolean as a word.
      emailVerified: claims.email_verified === true || claims.email_verified === "true",
      name: claims.name ?? claims.preferred_username ?? "",
    },
    invitation?.email === email,
  );
}
