import { ensureStatementStatistics } from "@/lib/db/maintenance";
import { migrate } from "@/lib/db/migrate";
import { deriveUrls, ensureRoles } from "@/lib/db/roles";
import { env } from "@/lib/env";
import { jobs } from "@/lib/jobs/registry";

/**
 * Everything a database needs before web and worker may use it: roles, migrations, queues. Safe to repeat.
 * @returns one line for each thing that was changed
 */
export async function prepareDatabase(adminUrl: string): Promise<string[]> {
  const { DATABASE_APP_URL: appUrl, DATABASE_PLATFORM_URL: platformUrl } = env();
  const changes = await ensureRoles(adminUrl, { appUrl, platformUrl });
  const applied = await migrate(deriveUrls(adminUrl).ownerUrl, { queues: jobs.map((job) => job.name) });
  await ensureStatementStatistics(adminUrl);
  return [...changes, ...applied.map((name) => `migration ${name} applied`)];
}
