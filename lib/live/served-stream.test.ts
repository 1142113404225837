import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { GET } from "@/app/api/live/[sessionId]/stream/route";
import { getTenantById } from "@/lib/db/directory";
import { serveDirectly } from "@/lib/http/direct-routes";
import { closeRooms, liveCounts } from "@/lib/live/hub";
import { liveLimits } from "@/lib/live/limits";
import { createTestDatabase } from "@/lib/testing/db";
import { createTenant } from "@/lib/testing/factories";
import { scheduleSession, tell } from "@/lib/testing/live";

const database = await createTestDatabase();
const made = await createTenant();
await database.admin("update tenants set low_count_threshold = 0 where id = $1", [made.id]);
const tenant = (await getTenantById(made.id)) ?? made;
liveLimits.lingerMs = 0;

// As the web process serves it: frames go to Node's own response.
serveDirectly({ "/api/live/[sessionId]/stream": { GET } });
const server = createServer();
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
  closeRooms();
  server.closeAllConnections();
  server.close();
});

function look(session: string) {
  const seen = { text: "", ended: false, destroy: () => {} };
  const request = get(`${url}/api/live/${session}/stream`, { agent: false }, (response) => {
    response.setEncoding("utf8");
    response.on("data", (piece) => {
      seen.text += piece;
    });
    response.on("close", () => {
      seen.ended = true;
    });
  });
  request.on("error", () => {});
  seen.destroy = () => request.destroy();
  return seen;
}

const shown = ({ text }: { text: string }) => [...text.matchAll(/"shown":(\d+|null)/g)].map(([, count]) => count);

it("streams whole frames in order through Node's response, and frees it when the client is gone", async () => {
  const session = await scheduleSession(tenant);
  const viewers = [look(session), look(session), look(session)];
  for (const viewer of viewers) await expect.poll(() => shown(viewer)).toEqual(["null"]);
  for (let n = 1; n <= 3; n++) {
    await tell(tenant, session, [["practice.ready", { deviceId: "d" }, undefined, `p${n}`]]);
    for (const viewer of viewers) await expect.poll(() => shown(viewer).at(-1)).toBe(String(n));
  }
  for (const { text } of viewers) {
    const blocks = text.split("\n\n").filter((block) => block && !block.startsWith(":") && !block.startsWith("retry"));
    for (const block of blocks) expect(block).toMatch(/^id: \d+\nevent: state\ndata: \{.*\}$/);
    expect(blocks.length).toBeGreaterThanOrEqual(4);
  }
  viewers[0]?.destroy();
  await expect.poll(() => liveCounts().viewers).toBe(2);
  for (const viewer of viewers) viewer.destroy();
  await expect.poll(liveCounts).toEqual({ rooms: 0, feeds: 0, viewers: 0, listeners: 0, timers: 0 });
});

it("ends every stream when the server stops", async () => {
  const session = await scheduleSession(tenant);
  const viewer = look(session);
  await expect.poll(() => shown(viewer)).toEqual(["null"]);
  closeRooms();
  await expect.poll(() => viewer.ended).toBe(true);
});
