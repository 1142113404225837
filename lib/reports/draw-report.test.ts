import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/db/directory";
import { withTenantSql } from "@/lib/db/tenant";
import { unavailable } from "@/lib/errors";
import { drawReport } from "@/lib/reports/draw-report";
import { renderReportPdf } from "@/lib/reports/pdf/render";
import { createThreadPool } from "@/lib/reports/pdf/thread-pool";
import { samplePayload } from "@/lib/reports/sample-payload";
import { readTelemetry } from "@/lib/telemetry/read-telemetry";
import { makeTenant } from "@/lib/testing/as-role";
import { createTestDatabase } from "@/lib/testing/db";

vi.mock("@/lib/reports/pdf/render", () => ({ renderReportPdf: vi.fn() }));
const database = await createTestDatabase();
const noon = new Date("2026-10-05T12:00:00.000Z");
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
let tenant: Tenant;

const draw = (sessionId: string, now = noon) =>
  drawReport(samplePayload({}), { locale: "en" }, { sessionId, now }, (fn) => withTenantSql(tenant.id, fn));
const noted = async () =>
  (
    await database.admin<{ target_id: string }>(
      `select target_id from audit_log where tenant_id = $1 and action = 'report.pdf-failed' order by seq`,
      [tenant.id],
    )
  ).map((row) => row.target_id);

beforeEach(async () => {
  tenant = await makeTenant({ timeZone: "UTC" });
});

describe("a PDF that cannot be drawn", () => {
  it("is noted once a minute for each session, told to whoever asked, and counted as a failed run", async () => {
    vi.mocked(renderReportPdf).mockRejectedValue(new Error("no such glyph"));
    for (const now of [noon, later(20), later(90)]) await expect(draw("one", now)).rejects.toThrow("no such glyph");
    vi.mocked(renderReportPdf).mockRejectedValue(unavailable(10, "The document took too long; try again shortly."));
    await expect(draw("two")).rejects.toThrow("too long");
    expect(await noted()).toEqual(["one", "one", "two"]);
    const search = { range: "7d", compare: "none" } as const;
    const { counts } = await withTenantSql(tenant.id, (db) => readTelemetry(db, tenant, search, later(3600)));
    expect(counts).toMatchObject({ pdfsFailed: 3 });
  });

  it("is not one that was drawn, nor one that was turned away because many were waiting", async () => {
    vi.mocked(renderReportPdf).mockResolvedValueOnce(Buffer.from("%PDF"));
    expect((await draw("one")).toString()).toBe("%PDF");
    const full = createThreadPool<string>({ entry: "/nowhere.mjs", maxWaiting: 0, timeoutMs: 1000, idleMs: 1000 });
    vi.mocked(renderReportPdf).mockImplementationOnce(() => full.run("one"));
    await expect(draw("one")).rejects.toThrow("Many documents");
    expect(await noted()).toEqual([]);
  });
});
