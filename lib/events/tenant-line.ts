/**
 * The tenants that wait for their turn. Each stands in it once; whoever takes one gives it back before it can be taken
 * again; a tenant that rests is let in when its rest is over.
 */
export class TenantLine {
  private readonly waiting = new Set<string>();
  private readonly inHand = new Set<string>();
  private readonly resting = new Map<string, { timer: NodeJS.Timeout; wanted: boolean }>();
  private readonly idle: (() => void)[] = [];
  private closed = false;

  /** Lets a tenant stand in line, at its end unless it stands there already. */
  add(tenantId: string): void {
    if (this.closed) return;
    const rest = this.resting.get(tenantId);
    if (rest) rest.wanted = true;
    else this.waiting.add(tenantId);
    this.wake();
  }

  /** The next tenant that nobody has in hand; waits for one. Null once the line is closed. */
  async take(): Promise<string | null> {
    while (!this.closed) {
      for (const tenantId of this.waiting) {
        if (this.inHand.has(tenantId)) continue;
        this.waiting.delete(tenantId);
        this.inHand.add(tenantId);
        return tenantId;
      }
      await new Promise<void>((resolve) => this.idle.push(resolve));
    }
    return null;
  }

  /**
   * Gives a tenant back. It goes to the end of the line if it was added meanwhile or `again` says so, but no earlier
   * than `restMs` milliseconds from now.
   */
  giveBack(tenantId: string, { restMs, again }: { restMs: number; again: boolean }): void {
    this.inHand.delete(tenantId);
    const wanted = this.waiting.delete(tenantId) || again;
    if (this.closed) return;
    if (restMs > 0) {
      const end = () => {
        const rest = this.resting.get(tenantId);
        this.resting.delete(tenantId);
        if (rest?.wanted) this.add(tenantId);
      };
      this.resting.set(tenantId, { timer: setTimeout(end, restMs), wanted });
    } else if (wanted) this.waiting.add(tenantId);
    this.wake();
  }

  /** Lets nobody in any more and ends every wait. */
  close(): void {
    this.closed = true;
    for (const rest of this.resting.values()) clearTimeout(rest.timer);
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.idle.splice(0)) resolve();
  }
}
