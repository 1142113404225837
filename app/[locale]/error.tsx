"use client";

import { ErrorMessage } from "@/components/shell/error-message";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto max-w-[30rem] px-5 py-24">
      <ErrorMessage digest={error.digest} retry={reset} />
    </main>
  );
}
