import { z } from "zod";
import { auditSearchSchema } from "@/lib/audit/audit-search";
import { exportEntries } from "@/lib/audit/export-entries";
import { route } from "@/lib/guard/route";

export const GET = route(
  {
    auth: ["session"],
    permission: "audit:read",
    query: auditSearchSchema.extend({ format: z.enum(["csv", "json"]) }),
  },
  async ({ tenant, query: { format, ...search }, readAll }) => exportEntries(tenant, search, format, readAll),
);
