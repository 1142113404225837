import { route } from "@/lib/guard/route";
import { checkHealth } from "@/lib/jobs/health";

export const GET = route.public({}, async () => {
  const health = await checkHealth();
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
});
