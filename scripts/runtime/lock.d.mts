export interface Holder {
  pid: number;
  stamp: string;
}
export interface LockContent {
  holders: Holder[];
  data: Record<string, unknown>;
}
export interface Lock {
  /** Lets the lock outlive this process for as long as that one lives. */
  add(pid: number): void;
  /** Leaves a word for those who read the lock. */
  note(more: Record<string, unknown>): void;
  release(): void;
}
export function stampOf(pid: number): string;
export function takeLock(
  path: string,
  options?: { waitMs?: number; onWait?: (content: LockContent) => void; data?: Record<string, unknown> },
): Promise<Lock | null>;
export function readLock(path: string): LockContent | null;
