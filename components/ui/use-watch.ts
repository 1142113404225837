import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

const everyMs = 1_000;
/** Long enough for a receiver that thinks; of one that is away the page tells by then. */
const rounds = 12;

/**
 * What a worker does is done a moment after it was asked for. Calling what this returns draws the page anew until nothing waits any more,
 * so that whoever sends a test event sees what became of it.
 */
export function useWatch(waiting: boolean): () => void {
  const router = useRouter();
  const [left, setLeft] = useState(0);
  const [asking, startAsking] = useTransition();
  // The page that is there when she presses does not know of it yet: the first round always runs.
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
