import "server-only";
import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { z } from "zod";
import type { Tenant } from "@/lib/db/directory";
import type { Query } from "@/lib/db/query";
import { type TenantSql, withTenantSql } from "@/lib/db/tenant";
import { DomainError } from "@/lib/errors";
import { type Feature, hasFeature } from "@/lib/features";
import { markDoor } from "@/lib/guard/door";
import { currentAccess, currentViewer } from "@/lib/guard/request";
import { isStorable } from "@/lib/guard/storable";
import { isShutOut } from "@/lib/identity/membership";
import { can, type Permission, type Role } from "@/lib/identity/permissions";
import type { Viewer } from "@/lib/identity/session";
import { paths } from "@/lib/paths";

type Shape = z.ZodObject;
type Out<T> = T extends z.ZodType ? z.output<T> : Record<string, never>;

interface PageProps {
  params: Promise<Record<string, string>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface Base<P, S> {
  readonly locale: string;
  readonly params: P;
  readonly search: S;
  /** the address that was asked for: path and query */
  readonly path: string;
  /** one instant for the whole page */
  readonly now: Date;
}

export interface TenantPageContext<P, S> extends Base<P, S> {
  readonly tenant: Tenant;
  readonly user: Viewer["user"];
  readonly role: Role;
  can(permission: Permission): boolean;
  /** one query in a short transaction of its own */
  read<Q extends Query<z.ZodType, z.ZodType>>(query: Q, params: z.input<Q["params"]>): Promise<z.output<Q["row"]>[]>;
  /** several reads in one transaction */
  readAll<T>(fn: (db: TenantSql) => Promise<T>): Promise<T>;
}

export interface UserPageContext<P, S> extends Base<P, S> {
  readonly user: Viewer["user"];
  readonly sessionId: string;
}

export interface PublicPageContext<P, S> extends Base<P, S> {
  readonly viewer: Viewer | null;
}

interface Options<P extends Shape | undefined, S extends Shape | undefined> {
  params?: P;
  search?: S;
}

/** A page of a tenant, under /{locale}/{tenant}. Strangers get the same 404 as an unknown address; members without the permission get 403. */
export function page<P extends Shape | undefined = undefined, S extends Shape | undefined = undefined>(
  options: Options<P, S> & { permission: Permission; feature?: Feature },
  render: (ctx: TenantPageContext<Out<P>, Out<S>>) => Promise<ReactNode> | ReactNode,
) {
  const made = async (props: PageProps) => {
    const viewer = await viewerOrSignIn(props);
    const slug = (await props.params).tenant ?? "";
    const access = await currentAccess(slug);
    // A member may know that her organisation is suspended; to everybody else it is not there.
    if (!access && (await isShutOut(viewer.user.id, slug))) forbidden();
    if (!access) notFound();
    if (!can(access.role, options.permission)) forbidden();
    // The `forbidden.tsx` beside the page says which feature it is and what that means.
    if (options.feature && !hasFeature(access.tenant, options.feature)) forbidden();
    const base = await parseAddress(props, options);
    const { tenant, role } = access;
    const readAll = <T,>(fn: (db: TenantSql) => Promise<T>) => orNotFound(withTenantSql(tenant.id, fn));
    return orNotFound(
      Promise.resolve(
        render({
          ...base,
          tenant,
          role,
          user: viewer.user,
          can: (permission) => can(role, permission),
          readAll,
          read: (query, params) => readAll((db) => query.all(db, params as never)) as never,
        }),
      ),
    );
  };
  return markDoor(made, { kind: "page", scope: "tenant", permission: options.permission, feature: options.feature });
}

/** A page for anybody who is signed in, outside of a tenant (my account). */
page.user = <P extends Shape | undefined = undefined, S extends Shape | undefined = undefined>(
  options: Options<P, S>,
  render: (ctx: UserPageContext<Out<P>, Out<S>>) => Promise<ReactNode> | ReactNode,
) => {
  const made = async (props: PageProps) => {
    const viewer = await viewerOrSignIn(props);
    const base = await parseAddress(props, options);
    return orNotFound(Promise.resolve(render({ ...base, user: viewer.user, sessionId: viewer.sessionId })));
  };
  return markDoor(made, { kind: "page", scope: "user", permission: null });
};

/** A page for platform admins; for everybody else it does not exist. */
page.platform = <P extends Shape | undefined = undefined, S extends Shape | undefined = undefined>(
  options: Options<P, S>,
  render: (ctx: UserPageContext<Out<P>, Out<S>>) => Promise<ReactNode> | ReactNode,
) => {
  const made = async (props: PageProps) => {
    const viewer = await viewerOrSignIn(props);
    if (!viewer.user.platformAdmin) notFound();
    const base = await parseAddress(props, options);
    return orNotFound(Promise.resolve(render({ ...base, user: viewer.user, sessionId: viewer.sessionId })));
  };
  return markDoor(made, { kind: "page", scope: "platform", permission: null });
};

/** A page for everybody (sign-in, invitations, shared reports). */
page.public = <P extends Shape | undefined = undefined, S extends Shape | undefined = undefined>(
  options: Options<P, S>,
  render: (ctx: PublicPageContext<Out<P>, Out<S>>) => Promise<ReactNode> | ReactNode,
) => {
  const made = async (props: PageProps) => {
    const base = await parseAddress(props, options);
    return orNotFound(Promise.resolve(render({ ...base, viewer: await currentViewer() })));
  };
  return markDoor(made, { kind: "page", scope: "public", permission: null });
};

async function viewerOrSignIn(props: PageProps): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const locale = (await props.params).locale ?? "en";
  redirect(paths.signIn(locale, await requestedPath()));
}

async function parseAddress<P extends Shape | undefined, S extends Shape | undefined>(
  props: PageProps,
  options: Options<P, S>,
): Promise<Base<Out<P>, Out<S>>> {
  const params = await props.params;
  const given = decoded(params);
  const parsedParams = (options.params ?? z.object({})).safeParse(given);
  if (!parsedParams.success || !Object.values(given).every(isStorable)) notFound();
  const raw = await props.searchParams;
  const parsedSearch = (options.search ?? z.object({})).safeParse(raw);
  const locale = params.locale ?? "en";
  setRequestLocale(locale);
  const path = await requestedPath();
  const unstorable = Object.keys(raw).filter((key) => !isStorable(raw[key]));
  if (!parsedSearch.success || unstorable.length > 0) {
    // A value that means nothing is taken out of the address and named there, never silently widened.
    const bad = new Set([...unstorable, ...(parsedSearch.error?.issues ?? []).map((issue) => String(issue.path[0]))]);
    const kept = new URLSearchParams();
    for (const [key, value] of Object.entries(raw)) {
      if (bad.has(key) || key === "ignored" || value === undefined) continue;
      for (const one of [value].flat()) kept.append(key, one);
    }
    // What is left without it may mean nothing either: then both are named.
    const before = typeof raw.ignored === "string" ? raw.ignored.split(",").filter(Boolean).slice(0, 5) : [];
    kept.set("ignored", [...new Set([...before, ...bad])].join(","));
    redirect(`${path.split("?")[0]}?${kept}`);
  }
  return {
    locale,
    params: parsedParams.data as Out<P>,
    search: parsedSearch.data as Out<S>,
    path,
    now: new Date(),
  };
}

const decoded = (params: Record<string, string>) =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, safeDecode(value)]));

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

// proxy.ts notes the address on the request: Next does not tell a page its own path.
async function requestedPath(): Promise<string> {
  return (await headers()).get("x-attune-path") ?? "/";
}

async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && error.code === "not-found") notFound();
    if (error instanceof DomainError && error.code === "forbidden") forbidden();
    throw error;
  }
}
