import type { TenantId, TenantSql } from "@/lib/db/tenant";
import type { SessionFilters, SessionSort } from "@/lib/quiz-sessions/list-search";
import { explain, ms } from "./quiz-measure";
import { count, print, verdict } from "./report";

/** Each filter with its commonest value, with a rare one and with one that nobody has. */
const choices: { readonly [F in keyof SessionFilters]?: readonly NonNullable<SessionFilters[F]>[] } = {
  format: ["qa", "likert"],
  framework: ["archetypes", "money", "nothing"],
  version: ["1", "3-beta", "nothing"],
  primary: ["hero", "nobody"],
  secondary: ["sage", "nobody"],
  lead: ["hot", "cold"],
  source: ["events", "nats", "bridge"],
  language: ["en", "is", "none", "xx"],
  campaign: ["newsletter", "fair-2025", "none", "nothing"],
  completion: ["completed", "unfinished", "opened", "booked", "conflict"],
  tag: ["spring", "call soon", "nothing"],
  variant: ["opening: story", "none", "nothing"],
  step: ["q:forest", "q:river", "booking", "nothing"],
  outcome: ["reached", "dropped", "continued", "progress"],
  next: ["q:river", "booking", "nothing"],
};
/** Bands of the step graph: a common one, a rare one, one that nobody went. */
const bands: readonly SessionFilters[] = [
  { step: "q:3", next: "q:forest" },
  { step: "q:3", next: "q:river" },
  { step: "q:3", next: "q:12" },
];
const sorts: readonly SessionSort[] = ["time", "lead", "duration", "cost"];

interface Asked {
  readonly filters: SessionFilters;
  readonly sort: SessionSort;
  readonly dir: "asc" | "desc";
}

/** Single filters in every order, and pairs and triples of them drawn by a fixed rule: all times, so that nothing else narrows them. */
export async function measureFilters(tenant: TenantId, now: Date, bar: number, plans: boolean): Promise<void> {
  const { withTenantSql } = await import("@/lib/db/tenant");
  const { listSessions } = await import("@/lib/quiz-sessions/queries/list-sessions");
  const asked = combinations();
  const taken: { readonly asked: Asked; readonly took: number }[] = [];
  const list = (db: TenantSql, one: Asked) => listSessions.all(db, { ...one, now, limit: 51 });
  for (const one of asked) {
    const times: number[] = [];
    // Whatever takes long the first time is asked again, so that a cold page of the disk is not taken for a bad plan.
    for (let round = 0; round < 2 && (times.length === 0 || (times[0] ?? 0) > bar / 4); round++) {
      times.push(
        await withTenantSql(tenant, async (db) => {
          const at = performance.now();
          await list(db, one);
          return performance.now() - at;
        }),
      );
    }
    taken.push({ asked: one, took: Math.min(...times) });
  }
  taken.sort((a, b) => b.took - a.took);
  const above = taken.filter(({ took }) => took > bar).length;
  print(
    verdict(
      `a filtered page, ${count(taken.length)} combinations of filters and orders over all times`,
      `median ${ms(taken[Math.floor(taken.length / 2)]?.took ?? Number.NaN)}, slowest ${ms(taken[0]?.took ?? Number.NaN)}, ${above} above ${bar} ms`,
      `${bar} ms`,
      above === 0,
    ),
  );
  for (const { asked: one, took } of taken.slice(0, Math.max(5, above))) print(`  ${ms(took)}: ${said(one)}`);
  for (const { asked: one } of plans ? taken.slice(0, 3).filter(({ took }) => took > bar) : []) {
    print(`  plan of ${said(one)}`);
    for (const line of await explain(tenant, (db) => list(db, one))) print(`    ${line}`);
  }
}

const said = ({ filters, sort, dir }: Asked) =>
  `${Object.entries(filters)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ")} by ${sort} ${dir}`;

function combinations(): Asked[] {
  const single = Object.entries(choices).flatMap(([name, values]) =>
    (values ?? []).map((value) => ({ [name]: value }) as SessionFilters),
  );
  const all: Asked[] = [...single, ...bands].flatMap((filters) =>
    sorts.map((sort) => ({ filters, sort, dir: "desc" as const })),
  );
  // A step of its own length through the list meets most pairs; three at a time for every third.
  for (let at = 0; at < 200; at++) {
    const [a, b, c] = [
      single[(at * 7) % single.length],
      single[(at * 11 + 5) % single.length],
      single[(at * 3 + 9) % single.length],
    ];
    const filters = { ...a, ...b, ...(at % 3 === 0 ? c : {}) };
    const sort = sorts[at % sorts.length] ?? "time";
    all.push({ filters, sort, dir: at % 5 === 0 ? "asc" : "desc" });
  }
  return all;
}
