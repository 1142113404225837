import "server-only";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { appPool } from "@/lib/db/pools";
import { sessionCookie, sessionCookieSecret } from "@/lib/identity/session-cookie";

/** Days a session lives without being used. */
export const sessionDays = 30;

export interface Viewer {
  readonly sessionId: string;
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly locale: string | null;
    readonly theme: "system" | "light" | "dark";
    readonly platformAdmin: boolean;
  };
}

const hash = (token: string) => createHash("sha256").update(token).digest();

/** Opens a session and returns its token: 256 random bits, of which the database keeps the SHA-256 only. */
export async function openSession(userId: string, client: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await appPool().query(
    `insert into user_sessions (token_hash, id, user_id, expires_at, client) values ($1, $2, $3, now() + make_interval(days => $4), $5)`,
    [hash(token), randomUUID(), userId, sessionDays, client.slice(0, 80)],
  );
  return token;
}

/** The viewer behind a session token, or null when it is unknown, expired, revoked, or its user is disabled. */
export async function viewerOfToken(token: string): Promise<Viewer | null> {
  const { rows } = await appPool().query(
    `select s.id as "sessionId", u.id, u.email, u.name, u.locale, u.theme, u.platform_admin as "platformAdmin",
            s.last_seen_at < now() - interval '5 minutes' as stale
     from user_sessions s join users u on u.id = s.user_id
     where s.token_hash = $1 and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null`,
    [hash(token)],
  );
  const row = rows[0];
  if (!row) return null;
  if (row.stale) {
    await appPool().query(
      `update user_sessions set last_seen_at = now(), expires_at = now() + make_interval(days => $2) where token_hash = $1`,
      [hash(token), sessionDays],
    );
  }
  const { sessionId, stale: _, ...user } = row;
  return { sessionId, user };
}

/** The viewer behind a cookie value as next-auth wrote it: an encrypted token that carries the session token and nothing else. */
export async function viewerOfCookie(value: string | undefined): Promise<Viewer | null> {
  if (!value) return null;
  const claims = await decode({ token: value, secret: sessionCookieSecret() }).catch(() => null);
  return typeof claims?.sid === "string" ? viewerOfToken(claims.sid) : null;
}

/** The Cookie header value of a session: for tests and commands that act as somebody. */
export async function cookieOfToken(token: string): Promise<string> {
  const value = await encode({ token: { sid: token }, secret: sessionCookieSecret(), maxAge: sessionDays * 86_400 });
  return `${sessionCookie().name}=${value}`;
}

export async function revokeSession(sessionId: string): Promise<void> {
  await appPool().query(`update user_sessions set revoked_at = now() where id = $1 and revoked_at is null`, [
    sessionId,
  ]);
}

/** Revokes every session of a user, but for `keep`. Returns how many. */
export async function revokeSessionsOfUser(userId: string, keep?: string): Promise<number> {
  const { rowCount } = await appPool().query(
    `update user_sessions set revoked_at = now() where user_id = $1 and revoked_at is null and id is distinct from $2::uuid`,
    [userId, keep ?? null],
  );
  return rowCount ?? 0;
}
