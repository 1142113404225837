import { isbot } from "isbot";

export type VisitKind = "pending" | "machine" | "team";

/**
 * Who fetched a report, as far as the request tells: the own team (signed in to the tenant), a machine that says so (bots, link
 * scanners, prefetch, HEAD), or somebody who has yet to prove to be a person by the page's script (`pending`; never counted as human).
 */
export function classifyVisitor(request: {
  userAgent: string | null;
  purpose: string | null;
  method: string;
  isMember: boolean;
}): VisitKind {
  if (request.isMember) return "team";
  if (request.method === "HEAD" || /prefetch|preview|prerender/i.test(request.purpose ?? "")) return "machine";
  if (!request.userAgent) return "machine";
  // A headless browser says how it is run, not who looks: like any other it proves itself by staying.
  return isbot(request.userAgent.replace("HeadlessChrome", "Chrome")) ? "machine" : "pending";
}
