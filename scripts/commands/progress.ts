/** One line on a terminal's stderr that is drawn over; elsewhere a line now and then. */
export class Progress {
  private drawnAt = 0;
  private drawn = false;
  private readonly startedAt = Date.now();

  constructor(
    private readonly title: string,
    private readonly quiet = false,
  ) {}

  /** @param note what stands behind the bar, for example `12,000 events` */
  update(done: number, all: number, note: string): void {
    const now = Date.now();
    const pauseMs = process.stderr.isTTY ? 100 : 10_000;
    if (this.quiet || (now - this.drawnAt < pauseMs && done < all)) return;
    this.drawnAt = now;
    const ratio = all === 0 ? 1 : Math.min(1, done / all);
    const percent = `${Math.floor(ratio * 100)}%`.padStart(5);
    const left = ratio > 0.01 && ratio < 1 ? `, ${duration(((now - this.startedAt) / ratio) * (1 - ratio))} left` : "";
    if (!process.stderr.isTTY) {
      process.stderr.write(`${this.title}${percent}  ${note}${left}\n`);
      return;
    }
    const width = 24;
    const bar = "█".repeat(Math.round(ratio * width)).padEnd(width, "░");
    process.stderr.write(`\r\x1b[2K${this.title} ${bar}${percent}  ${note}${left}`);
    this.drawn = true;
  }

  /** Leaves the last state standing. */
  end(): void {
    if (this.drawn) process.stderr.write("\n");
    this.drawn = false;
  }
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
