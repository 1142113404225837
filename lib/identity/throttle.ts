import "server-only";
import { appPool } from "@/lib/db/pools";
import { refuse } from "@/lib/identity/refusal";
import { type ThrottleKind, throttleLimits } from "@/lib/identity/throttle-rules";
import { keyedHash } from "@/lib/privacy/pseudonym";

export interface ThrottleKey {
  kind: ThrottleKind;
  /** an e-mail address, a client's address, a link's id: only its keyed hash is kept */
  value: string;
}

export interface Admission {
  /** this attempt used up what is free: whoever comes next has to wait */
  closed: boolean;
}

const hashOf = ({ kind, value }: ThrottleKey) => keyedHash(`throttle/${kind}`, value);

/**
 * Counts an attempt for each key before it is made, and throws `too-many` with the seconds to wait when one is closed. Call
 * `forgive` when the attempt turns out to be right. One statement under one row lock decides and closes, so a hundred
 * attempts at the same moment get no more than a hundred in a row; a closed key is left as it is, so that knocking does not
 * lengthen the wait. The rule is `waitAfter` in throttle-rules.ts, and a test holds the two together.
 */
export async function admitAttempt(keys: readonly ThrottleKey[]): Promise<Admission> {
  let closed = false;
  for (const key of keys) {
    const { free, firstWaitS, longestWaitS, forgetS } = throttleLimits[key.kind];
    const hash = hashOf(key);
    const { rows } = await appPool().query<{ closed: boolean }>(
      `insert into sign_in_throttles as t (key_hash, failures) values ($1, 1)
       on conflict (key_hash) do update set (failures, window_started_at, blocked_until) = (
         select n, now(), case when n >= $3 then now() + make_interval(secs => least($5, $4 * 2 ^ least(n - $3, 20))) end
         from (select case when greatest(t.window_started_at, t.blocked_until) < now() - make_interval(secs => $2)
                      then 1 else t.failures + 1 end) as counted (n))
       where t.blocked_until is null or t.blocked_until <= now()
       returning blocked_until is not null as closed`,
      [hash, forgetS, free, firstWaitS, longestWaitS],
    );
    if (!rows[0]) throw refuse("too-many", "tooManyAttempts", "", await secondsClosed(hash));
    closed ||= rows[0].closed;
  }
  return { closed };
}

async function secondsClosed(hash: Buffer): Promise<number> {
  const { rows } = await appPool().query<{ seconds: number }>(
    `select ceil(extract(epoch from blocked_until - now()))::int as seconds from sign_in_throttles where key_hash = $1`,
    [hash],
  );
  return Math.max(1, rows[0]?.seconds ?? 1);
}

/** The attempt was right: its account starts anew, and its address gets the one attempt back. */
export async function forgive(keys: readonly ThrottleKey[]): Promise<void> {
  for (const key of keys) {
    await appPool().query(
      key.kind === "account"
        ? `delete from sign_in_throttles where key_hash = $1`
        : `update sign_in_throttles set failures = greatest(failures - 1, 0), blocked_until = null where key_hash = $1`,
      [hashOf(key)],
    );
  }
}
