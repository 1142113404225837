/** The scores of a session side by side, highest dark: its shape at a glance. The words beside it say which leads. */
export function ScoreSpark({ scores, label }: { scores: Readonly<Record<string, number>> | null; label: string }) {
  const entries = Object.entries(scores ?? {}).slice(0, 12);
  if (entries.length === 0) return <>–</>;
  const values = entries.map(([, value]) => value);
  const top = Math.max(...values);
  const base = Math.min(0, ...values);
  const height = (value: number) => (top === base ? 18 : 2 + ((value - base) / (top - base)) * 16);
  return (
    <svg width={entries.length * 6} height={20} role="img" aria-label={label} className="block">
      {entries.map(([key, value], index) => (
        <rect
          key={key}
          x={index * 6}
          y={20 - height(value)}
          width={4}
          height={height(value)}
          rx={1}
          fill={value === top ? "var(--accent)" : "var(--ink-quiet)"}
          opacity={value === top ? 1 : 0.55}
        />
      ))}
    </svg>
  );
}
