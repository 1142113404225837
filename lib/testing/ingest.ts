import { randomUUID } from "node:crypto";
import { OPTIONS, POST as postNative } from "@/app/api/ingest/route";
import { POST as postA } from "@/app/v1/a/route";
import { POST as postAlias } from "@/app/v1/alias/route";
import { POST as postB } from "@/app/v1/b/route";
import { POST as postBatch } from "@/app/v1/batch/route";
import { POST as postG } from "@/app/v1/g/route";
import { POST as postGroup } from "@/app/v1/group/route";
import { POST as postI } from "@/app/v1/i/route";
import { POST as postIdentify } from "@/app/v1/identify/route";
import { POST as postP } from "@/app/v1/p/route";
import { POST as postPage } from "@/app/v1/page/route";
import { POST as postS } from "@/app/v1/s/route";
import { POST as postScreen } from "@/app/v1/screen/route";
import { POST as postT } from "@/app/v1/t/route";
import { POST as postTrack } from "@/app/v1/track/route";
import type { Tenant } from "@/lib/db/directory";
import { type TenantId, withTenant, withTenantSql } from "@/lib/db/tenant";
import { createKey, type KeyScope } from "@/lib/identity/keys";

/** Makes an API key of the tenant and returns its value. */
export async function createTestKey(tenant: Tenant, scopes: KeyScope[] = ["ingest"]) {
  return withTenant(tenant.id, (db) =>
    createKey(db, { name: `test ${randomUUID().slice(0, 8)}`, scopes, createdBy: null }),
  );
}

export interface Sent {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

interface SendOptions {
  key?: string;
  headers?: Record<string, string>;
}

/** Sends a body (JSON unless it is text or bytes) to one of the intake's route handlers, as Next would hand it over. */
export async function send(path: string, body: unknown, { key, headers = {} }: SendOptions = {}): Promise<Sent> {
  const payload = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const request = new Request(`http://localhost${path}`, {
    method: "POST",
    body: payload as BodyInit,
    headers: {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(payload)),
      ...(key && { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` }),
      ...headers,
    },
  });
  return answerOf(await handle(path, request));
}

const segmentRoutes: Readonly<Record<string, typeof postTrack>> = {
  track: postTrack,
  identify: postIdentify,
  page: postPage,
  screen: postScreen,
  group: postGroup,
  alias: postAlias,
  batch: postBatch,
  t: postT,
  i: postI,
  p: postP,
  s: postS,
  g: postG,
  a: postA,
  b: postB,
};

/** The route handler of an intake address, applied to a request. */
export function handle(path: string, request: Request): Promise<Response> {
  const call = /^\/v1\/([^/?]+)$/.exec(path)?.[1];
  const segmentRoute = call && segmentRoutes[call];
  if (request.method === "OPTIONS") return OPTIONS(request, { params: Promise.resolve({}) });
  if (segmentRoute) return segmentRoute(request, { params: Promise.resolve({}) });
  return postNative(request, { params: Promise.resolve({}) });
}

export async function answerOf(response: Response): Promise<Sent> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

/** Every row of a table that belongs to the tenant, read inside its walls. */
export async function rowsOf<R = Record<string, unknown>>(tenant: TenantId, table: string, order = "1"): Promise<R[]> {
  return withTenantSql(tenant, (db) => db.execute<R>(`select * from ${table} order by ${order}`, []));
}
