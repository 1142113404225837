import { paths } from "@/lib/paths";

interface ShownSession {
  readonly title: string;
  readonly status: string;
  readonly scheduledAt: string | null;
  readonly durationMinutes: number | null;
}

const attempts = 25;
const everyMs = 300;

/**
 * Waits until the read models tell what was just written to the log, a few seconds at most, so that the page that is drawn next has it.
 * @returns whether they do
 */
export async function untilShown(
  tenant: string,
  sessionId: string,
  fits: (session: ShownSession) => boolean,
): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer = await fetch(paths.api.masterSession(tenant, sessionId)).catch(() => null);
    if (answer?.ok) {
      const { session } = (await answer.json()) as { session: ShownSession };
      if (fits(session)) return true;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return false;
}
