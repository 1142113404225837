import { z } from "zod";

/** `GET /api/privacy/{requestId}/copy` */
export const copyParams = z.object({ requestId: z.string() });
export const copyQuery = z.strictObject({ expires: z.string().max(20), signature: z.string().max(100) });
