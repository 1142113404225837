"use client";

import { useIdentityAction } from "@/components/shell/use-identity-action";
import { RevokeButton } from "@/components/ui/revoke-button";
import { revokeApiKey } from "@/lib/identity/key-actions";

/** Ends a key, after saying what stops with it. */
export function RevokeKey({ tenant, keyId, name }: { tenant: string; keyId: string; name: string }) {
  const action = useIdentityAction(revokeApiKey);
  return <RevokeButton words="settings.keys" name={name} action={action} act={() => action.run({ tenant, keyId })} />;
}
