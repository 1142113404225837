import { z } from "zod";

const pageSize = z.enum(["A4", "LETTER"]).default("A4");

/** `GET /api/reports/{sessionId}/preview` */
export const previewParams = z.object({ sessionId: z.string().min(1).max(200) });
export const previewQuery = z.object({
  version: z.coerce.number().int().min(1).max(100_000).optional(),
  size: pageSize,
  /** makes the address new when the draft has changed; not read */
  draft: z.string().max(20).optional(),
});

/** `GET /r/{token}/report.pdf` */
export const sharedPdfParams = z.object({ token: z.string() });
export const sharedPdfQuery = z.object({ visit: z.uuid().optional(), size: pageSize });
