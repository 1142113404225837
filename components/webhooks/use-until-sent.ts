import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

const everyMs = 1_000;
/** Long enough for a receiver that thinks; one that is away is told of by its attempts, which are there by then. */
const rounds = 12;

/**
 * Messages leave a moment after they were asked for. Calling what this returns draws the page anew until nothing waits any more, so that
 * whoever sends a test event sees what became of it.
 */
export function useUntilSent(waiting: boolean): () => void {
  const router = useRouter();
  const [left, setLeft] = useState(0);
  const [asking, startAsking] = useTransition();
  // The page that is there when she presses does not know of the message yet: the first round always runs.
  const watching = left === rounds || (left > 0 && waiting);
  useEffect(() => {
    // Not before the last answer is there: a slow server would otherwise never get to give one.
    if (!watching || asking) return;
    const timer = setTimeout(() => {
      startAsking(() => router.refresh());
      setLeft(left - 1);
    }, everyMs);
    return () => clearTimeout(timer);
  }, [watching, asking, left, router]);
  return () => setLeft(rounds);
}
