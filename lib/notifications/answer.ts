import "server-only";
import { z } from "zod";
import type { Inbox } from "@/lib/notifications/inbox";
import { listNotifications } from "@/lib/notifications/queries/list-notifications";

/** `GET /api/notifications` */
export const inboxQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(30) });

export const noticeSchema = z.strictObject(listNotifications.row.shape);

export const inboxSchema = z.strictObject({ unread: z.int().min(0), items: z.array(noticeSchema) });
inboxSchema satisfies z.ZodType<Inbox>;

/** `POST /api/notifications/read`: how many were new to the reader. */
export const noticesReadSchema = z.strictObject({ read: z.int().min(0) });
