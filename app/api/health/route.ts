import { route } from "@/lib/guard/route";
import { checkHealth } from "@/lib/jobs/health";

export const GET = route.public({}, async () => {
  const health = await checkHealth();
  const headers = { "cache-control": "no-store" };
  if (health.status === "ok") return Response.json(health, { headers });
  return Response.json(health, { status: 503, headers: { ...headers, "retry-after": "5" } });
});
