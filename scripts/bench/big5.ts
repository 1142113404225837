import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openBenchDatabase } from "./bench-database";
import { type Big5Figures, countBig5ByHand } from "./big5-by-hand";
import { conditions, count, print, verdict } from "./report";

/** The Big Five file read by its mapping, through the log and its projections, beside a count that uses nothing of Attune. */
export async function benchBig5(args: readonly string[]): Promise<void> {
  const options = {
    file: { type: "string", default: "data/big5-data.tsv" },
    countries: { type: "string", default: "12" },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const { file } = values;
  if (!existsSync(file)) {
    print(
      `${file} is not there. Say --file with the path of openpsychometrics.org's BIG5 data.csv; it is not part of the project.`,
    );
    return;
  }
  const database = await openBenchDatabase();
  try {
    print(conditions(database.version));
    const begun = performance.now();
    await importFile(file);
    print(`imported and projected in ${count((performance.now() - begun) / 1000)} s`);
    compare(await readFigures(database.admin), countBig5ByHand(file), Number(values.countries));
  } finally {
    await database.close();
  }
}

async function importFile(file: string): Promise<void> {
  const [{ createTenant }, { withTenantSql }, { appendEvents }, { projectNext }, { projections }] = await Promise.all([
    import("@/lib/testing/factories"),
    import("@/lib/db/tenant"),
    import("@/lib/events/intake"),
    import("@/lib/events/projector"),
    import("@/lib/projections"),
  ]);
  const [{ importResults }, { mappingSchema }] = await Promise.all([
    import("@/lib/quiz-sessions/import/import-results"),
    import("@/lib/quiz-sessions/import/mapping"),
  ]);
  const tenant = await createTenant({ slug: "bench-big5" });
  const mapping = mappingSchema.parse(JSON.parse(readFileSync("docs/examples/big5-mapping.json", "utf8")));
  const outcome = await importResults({
    file,
    format: "tsv",
    mapping,
    tenant,
    dryRun: false,
    ways: { append: (events) => appendEvents(tenant, events), read: (fn) => withTenantSql(tenant.id, fn) },
    onIssue: (issue) => print(JSON.stringify(issue)),
    onProgress: () => {},
  });
  while ((await projectNext(tenant, projections)).kind === "projected");
  print(`${count(outcome.rows)} rows, ${count(outcome.accepted)} taken, ${count(outcome.rejected)} refused`);
}

type Ask = <R extends Record<string, unknown>>(text: string) => Promise<R[]>;

/** The same figures as Attune's read model and rollups say them. */
async function readFigures(ask: Ask): Promise<Big5Figures> {
  const byTrait = "cross join lateral jsonb_each_text(s.scores) as score (trait, value)";
  const tally = "count(*)::int as answered, sum(value::numeric)::float8 as sum";
  const [sessions] = await ask<{ n: number }>("select count(*)::int as n from assess_sessions");
  const traits = await ask<{ trait: string; answered: number; sum: number }>(
    `select trait, ${tally} from assess_sessions s ${byTrait} group by trait`,
  );
  const leading = (column: string) =>
    ask<{ id: string; n: number }>(
      `select ${column} as id, sum(sessions)::int as n from quiz_day_totals where ${column} <> '' group by 1`,
    );
  const countries = await ask<{ code: string; n: number }>(
    "select coalesce(country, '') as code, count(*)::int as n from assess_sessions group by 1",
  );
  const perCountry = await ask<{ code: string; trait: string; answered: number; sum: number }>(
    `select coalesce(s.country, '') as code, trait, ${tally} from assess_sessions s ${byTrait} group by 1, 2`,
  );
  const counts = (rows: readonly { id: string; n: number }[]) => Object.fromEntries(rows.map(({ id, n }) => [id, n]));
  return {
    sessions: sessions?.n ?? 0,
    traits: Object.fromEntries(traits.map(({ trait, answered, sum }) => [trait, { answered, sum }])),
    primaries: counts(await leading("primary_id")),
    secondaries: counts(await leading("secondary_id")),
    countries: Object.fromEntries(
      countries.map(({ code, n }) => {
        const own = perCountry.filter((row) => row.code === code);
        return [
          code,
          {
            sessions: n,
            traits: Object.fromEntries(own.map(({ trait, answered, sum }) => [trait, { answered, sum }])),
          },
        ];
      }),
    ),
  };
}

const mean = (tally: { sum: number; answered: number } | undefined) =>
  tally && tally.answered > 0 ? (tally.sum / tally.answered).toFixed(4) : "–";

/** Prints both, side by side, and what differs. */
function compare(attune: Big5Figures, hand: Big5Figures, most: number): void {
  let different = 0;
  const line = (name: string, ours: string, theirs: string) => {
    if (ours !== theirs) different++;
    print(`  ${name.padEnd(28)}${ours.padStart(12)}${theirs.padStart(14)}${ours === theirs ? "" : "   differs"}`);
  };
  print(`  ${"".padEnd(28)}${"Attune".padStart(12)}${"by hand".padStart(14)}`);
  line("sessions", count(attune.sessions), count(hand.sessions));
  print("mean of each trait");
  for (const trait of Object.keys(hand.traits)) line(trait, mean(attune.traits[trait]), mean(hand.traits[trait]));
  for (const what of ["primaries", "secondaries"] as const) {
    print(what === "primaries" ? "highest trait" : "second highest trait");
    for (const [id, n] of Object.entries(hand[what]).sort(([, a], [, b]) => b - a)) {
      line(id, count(attune[what][id] ?? 0), count(n));
    }
  }
  // Codes that are no country (A1, A2, EU, AP …) are nobody's country in Attune.
  const known = new Set(Object.keys(attune.countries));
  const none = Object.entries(hand.countries).filter(([code]) => code === "" || !known.has(code));
  const byHand = Object.entries(hand.countries).filter(([code]) => code !== "" && known.has(code));
  byHand.sort(([, a], [, b]) => b.sessions - a.sessions);
  print(`the ${most} largest of ${byHand.length} countries: sessions, then the mean of each trait`);
  for (const [code, country] of byHand) {
    const ours = attune.countries[code];
    if (byHand.findIndex(([one]) => one === code) < most) {
      line(code, count(ours?.sessions ?? 0), count(country.sessions));
      for (const trait of Object.keys(hand.traits)) {
        line(`  ${trait}`, mean(ours?.traits[trait]), mean(country.traits[trait]));
      }
    } else if (ours?.sessions !== country.sessions) line(code, count(ours?.sessions ?? 0), count(country.sessions));
  }
  const unnamed = none.reduce((sum, [, { sessions }]) => sum + sessions, 0);
  line(
    `no country (${none.map(([code]) => code || "none").join(", ")})`,
    count(attune.countries[""]?.sessions ?? 0),
    count(unnamed),
  );
  print(verdict("figures that differ", String(different), "0", different === 0));
}
