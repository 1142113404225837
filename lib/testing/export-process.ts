// A worker that makes one export and stops dead before its third piece, for a test that kills it there.
import { getTenantBySlug } from "@/lib/db/directory";
import { withTenant } from "@/lib/db/tenant";
import { runExport } from "@/lib/exports/run-export";

const [slug = "", exportId = ""] = process.argv.slice(2);
const tenant = await getTenantBySlug(slug);
if (!tenant) throw new Error("no such tenant");
const beforePiece = async (position: number) => {
  if (position < 3) return;
  process.stdout.write("in the middle\n");
  // An open timer keeps the process alive until it is killed.
  await new Promise(() => setInterval(() => {}, 60_000));
};
await runExport((fn) => withTenant(tenant.id, fn), tenant, exportId, { beforePiece });
process.stdout.write("finished\n");
