"use client";

import { RevokeButton } from "@/components/ui/revoke-button";
import { useWordedAction } from "@/components/ui/use-worded-action";
import { revokeLiveKeyAction } from "@/lib/live/live-key-actions";

/** Ends a live key, after saying what stops with it. */
export function RevokeLiveKey({ tenant, keyId, name }: { tenant: string; keyId: string; name: string }) {
  const action = useWordedAction("live-keys", revokeLiveKeyAction);
  return <RevokeButton words="live-keys" name={name} action={action} act={() => action.run({ tenant, keyId })} />;
}
