import { expect, it, vi } from "vitest";
import { z } from "zod";
import { page } from "@/lib/guard/page";
import { requestAs } from "@/lib/testing/fake-next-headers";

vi.mock("next/headers", () => import("@/lib/testing/fake-next-headers"));
vi.mock("next/navigation", () => import("@/lib/testing/fake-next-navigation"));
vi.mock("next-intl/server", async (original) => ({ ...(await original<object>()), setRequestLocale() {} }));

const search = z
  .object({ period: z.enum(["7d", "custom"]).default("7d"), from: z.string().optional(), of: z.string().optional() })
  .superRefine(({ period, from }, context) => {
    if (from && period !== "custom") context.addIssue({ code: "custom", path: ["from"], message: "needs custom" });
  });
const door = page.public({ search }, () => null);

it("takes out of an address what means nothing, also what means nothing without it, and names all of it", async () => {
  requestAs(null, { host: "localhost:3000", "x-attune-path": "/en/somewhere?whatever" });
  const ask = (given: Record<string, string>) =>
    door({ params: Promise.resolve({ locale: "en" }), searchParams: Promise.resolve(given) });
  await expect(ask({ period: "10y", from: "2026-01-01", of: "a b" })).rejects.toMatchObject({
    to: "/en/somewhere?from=2026-01-01&of=a+b&ignored=period",
  });
  await expect(ask({ from: "2026-01-01", of: "a b", ignored: "period" })).rejects.toMatchObject({
    to: "/en/somewhere?of=a+b&ignored=period%2Cfrom",
  });
});

it("takes a character that no database holds for what means nothing: a path with it leads nowhere, a search without it goes on", async () => {
  requestAs(null, { host: "localhost:3000", "x-attune-path": "/en/somewhere?whatever" });
  const named = page.public({ params: z.object({ id: z.string() }), search }, () => null);
  const ask = (params: Record<string, string>, given: Record<string, string>) =>
    named({ params: Promise.resolve({ locale: "en", ...params }), searchParams: Promise.resolve(given) });
  await expect(ask({ id: "a%00" }, {})).rejects.toThrow(/not.?found/i);
  await expect(ask({ id: "a" }, { of: "a\0b", period: "7d" })).rejects.toMatchObject({
    to: "/en/somewhere?period=7d&ignored=of",
  });
});
