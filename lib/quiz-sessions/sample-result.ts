/** One result, as `POST /api/quiz/results` takes it. */
export const sampleRecord = {
  session_id: "s-7f3a",
  framework_id: "archetypes",
  format: "qa",
  user_email: "jane@example.org",
  user_name: "Jane Doe",
  scores: { hero: 71.5, magician: 64 },
  primary_id: "hero",
  secondary_id: "magician",
  completed_at: "2026-11-20T18:00:00Z",
  metadata: { campaign: "spring" },
};

/** A call that sends one result, to copy; the key stands in for one of the tenant's own. */
export function sampleResult(url: string): string {
  return `curl ${url}/api/quiz/results \\\n  --header 'authorization: Bearer atn_…' \\\n  --json '${JSON.stringify(sampleRecord, null, 2)}'`;
}
