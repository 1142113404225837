import { auditExportQuery } from "@/lib/audit/answer";
import { exportEntries } from "@/lib/audit/export-entries";
import { route } from "@/lib/guard/route";

export const GET = route(
  {
    auth: ["session"],
    permission: "audit:read",
    query: auditExportQuery,
  },
  async ({ tenant, query: { format, ...search }, readAll }) => exportEntries(tenant, search, format, readAll),
);
