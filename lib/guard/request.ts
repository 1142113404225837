import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { env } from "@/lib/env";
import { forbidden } from "@/lib/errors";
import { type Access, accessOf } from "@/lib/identity/membership";
import { type Viewer, viewerOfCookie } from "@/lib/identity/session";
import { sessionCookie } from "@/lib/identity/session-cookie";

/** Who is asking, looked up once a request. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const jar = await cookies();
  return viewerOfCookie(jar.get(sessionCookie().name)?.value);
});

/** The viewer's standing in a tenant, looked up once a request. */
export const currentAccess = cache(async (slug: string): Promise<Access | null> => {
  const viewer = await currentViewer();
  return viewer ? accessOf(viewer.user.id, slug) : null;
});

/** Refuses a state change whose Origin is missing, null or foreign. Throws `forbidden`. */
export async function assertSameOrigin(): Promise<void> {
  const list = await headers();
  if (!isSameOrigin(list.get("origin"), list.get("host"))) {
    throw forbidden("This request did not come from Attune's own pages.");
  }
}

/** Whether an Origin header names this installation: its ATTUNE_URL, or the host that the request was sent to. */
export function isSameOrigin(origin: string | null, host: string | null): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (from.origin === new URL(env().ATTUNE_URL).origin) return true;
  return host !== null && from.host === host;
}
