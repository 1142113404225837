import { expect, it } from "vitest";
import { GET } from "@/app/r/[token]/report.pdf/route";
import { createTestDatabase } from "@/lib/testing/db";

await createTestDatabase();
const token = "a".repeat(32);
const ask = (accept: string) =>
  GET(new Request(`http://localhost:3000/r/${token}/report.pdf`, { headers: { accept } }), {
    params: Promise.resolve({ token }),
  });

it("leads a person whose link to a PDF is gone to the page that says so, and answers a program", async () => {
  const person = await ask("text/html,application/xhtml+xml;q=0.9");
  expect([person.status, person.headers.get("location")]).toEqual([303, `/r/${token}`]);
  const program = await ask("*/*");
  expect(program.status).toBe(404);
  expect(await program.json()).toMatchObject({ error: { code: "not-found" } });
});
