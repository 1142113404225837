import "server-only";
import type { NextRequest } from "next/server";
import nextAuth from "next-auth";
import { publishAuthUrl } from "@/lib/env";
import { authOptions } from "@/lib/identity/auth-options";
import { authRequest } from "@/lib/identity/auth-request";

/** What next-auth offers and Attune uses. Its own pages, its session endpoint and its log intake are closed. */
const open: Record<string, readonly string[]> = {
  GET: ["csrf", "callback", "error", "signin"],
  POST: ["callback", "signin", "signout"],
};

interface Segment {
  params: Promise<{ nextauth: string[] }>;
}

/** The addresses under /api/auth. */
export async function authHandler(request: NextRequest, segment: Segment): Promise<Response> {
  const { nextauth } = await segment.params;
  const [action = "", provider] = nextauth;
  // `signin` is read for its errors only: without a provider it leads to our page, with one it would start a sign-in.
  const fits = open[request.method]?.includes(action) && !(request.method === "GET" && action === "signin" && provider);
  if (!fits)
    return Response.json({ error: { code: "not-found", message: "There is no such address." } }, { status: 404 });
  publishAuthUrl();
  const response: Response = await nextAuth(request, segment, authOptions(authRequest(request)));
  response.headers.set("cache-control", "private, no-store");
  return response;
}
