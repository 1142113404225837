import { expect, it } from "vitest";
import { z } from "zod";
import { route } from "@/lib/guard/route";

const door = route.public(
  { params: z.object({ id: z.string() }), query: z.object({ q: z.string().optional() }) },
  async () => ({ ok: true }),
);
const ask = (id: string, search: string) =>
  door(new Request(`http://localhost/api/somewhere${search}`), { params: Promise.resolve({ id }) });

it("answers a character that no database holds before anything asks a database for it", async () => {
  expect((await ask("a", "?q=b")).status).toBe(200);
  expect((await ask("a\0", "")).status).toBe(404);
  const refused = await ask("a", "?q=a%00b");
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { fields: { q: expect.stringContaining("cannot be stored") } } });
});
