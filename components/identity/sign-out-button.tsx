"use client";

import { LogOut } from "lucide-react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { signOut } from "@/lib/identity/account-actions";

/** Ends the session and goes on to `href`, usually the sign-in page. Its words come from the page, so it can stand in any frame. */
export function SignOutButton({ href, label, failed }: { href: string; label: string; failed: string }) {
  return (
    <Button
      tone="quiet"
      icon={<LogOut size={16} aria-hidden="true" />}
      className="justify-start"
      onClick={async () => {
        const result = await signOut({}).catch(() => null);
        // Somebody whose session has ended elsewhere is signed out too.
        if (result?.ok || result?.error.code === "unauthenticated") location.assign(href);
        else toast(failed, "bad");
      }}
    >
      {label}
    </Button>
  );
}
