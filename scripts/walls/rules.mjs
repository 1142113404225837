// The walls of Attune, as data. What each is for stands in docs/decisions/0104-walls.md.

/** @param {string} path @param {readonly string[]} places folders end with a slash, everything else is a file or a pattern's `*` */
export const within = (path, places) =>
  places.some((place) => {
    if (place.endsWith("/"))
      return place.startsWith("**/") ? `/${path}`.includes(place.slice(2)) : path.startsWith(place);
    return place.startsWith("**/") ? path === place.slice(3) || path.endsWith(place.slice(2)) : path === place;
  });

export const isTest = (/** @type {string} */ path) => /\.test\.tsx?$/.test(path);

/** They put the parts together, so they may know all of them. Tests and everything that only serves them do too. */
const roots = [
  "worker.ts",
  "instrumentation.ts",
  "lib/jobs/registry.ts",
  "lib/projections.ts",
  "lib/testing/",
  "prisma/seed/",
  "scripts/",
  "e2e/",
];

/** Domain files that every domain may import, as shared words and promises rather than as knowledge of that domain. */
const surfaces = [
  "lib/audit/",
  "lib/mail/",
  "lib/webhooks/outbox.ts",
  "lib/webhooks/judge-url.ts",
  "lib/webhooks/judge-address.ts",
  "lib/webhooks/resolve-host.ts",
  "lib/webhooks/secret.ts",
  "lib/identity/permissions.ts",
  "lib/privacy/pseudonym.ts",
  "lib/privacy/sealed-secret.ts",
  "lib/privacy/suppress.ts",
  "lib/privacy/tenant-token.ts",
  "lib/events/projection.ts",
  "lib/events/log-event.ts",
  "lib/events/person-links.ts",
  "lib/events/forget-people.ts",
  "lib/events/intake.ts",
  "lib/events/cursor.ts",
  "lib/events/occurred-at.ts",
  "lib/events/receive-records.ts",
  "lib/events/clean-properties.ts",
  "lib/notifications/notify.ts",
];

/**
 * May read other domains: reports, exports, the telemetry page and the platform's pages tell what they know, the live page counts by
 * their rules, the description of the API tells what they answer, and privacy knows where each of them keeps what is a person's.
 */
const readers = ["api", "exports", "live", "platform", "privacy", "reports", "telemetry"];

/** Packages that belong to one place. */
export const packageWalls = [
  { names: ["pg"], places: ["lib/db/", "lib/testing/", "scripts/bench/"], why: "only lib/db opens a connection" },
  { names: ["pg-boss"], places: ["lib/jobs/", "lib/db/migrate.ts"], why: "the queue is lib/jobs" },
  {
    names: ["@prisma/client", "@prisma/adapter-pg"],
    places: ["lib/db/", "scripts/"],
    why: "Prisma is lib/db",
  },
  { names: ["sql-template-tag"], places: ["lib/db/"], why: "statements are written with @/lib/db/sql" },
  { names: ["@react-pdf/renderer"], places: ["lib/reports/pdf/"], why: "only lib/reports/pdf draws PDF" },
  { names: ["@tremor/react", "recharts"], places: ["components/charts/"], why: "only components/charts draws charts" },
  { names: ["next-auth"], places: ["lib/identity/"], why: "sign-in is lib/identity" },
  { names: ["@node-rs/argon2"], places: ["lib/identity/"], why: "passwords are lib/identity" },
  { names: ["nodemailer"], places: ["lib/mail/"], why: "mail leaves through lib/mail" },
];

/** Files of the tree that only some places may load at run time (types are free). */
export const fileWalls = [
  {
    files: ["lib/db/sql.ts", "lib/db/pools.ts", "lib/db/platform.ts"],
    places: [
      "lib/db/",
      "lib/events/",
      "lib/audit/",
      "lib/identity/",
      "lib/jobs/",
      "lib/testing/",
      "scripts/",
      "prisma/seed/",
      "**/queries/",
      "**/projection.ts",
    ],
    why: "SQL lives in queries/, projections, lib/db, lib/events, and where no tenant is known yet (identity, audit)",
  },
  {
    files: ["lib/db/tenant.ts", "lib/db/directory-change.ts"],
    places: [
      "lib/db/",
      "lib/guard/",
      "lib/events/",
      "lib/identity/",
      // A room outlives the request that opened it, and heartbeats of many requests are one transaction.
      "lib/live/",
      "lib/privacy/tenant-token.ts",
      "lib/reports/visit.ts",
      "lib/testing/",
      "scripts/",
      "prisma/seed/",
      "worker.ts",
    ],
    why: "a transaction of a tenant is opened by a door; take `ctx` or a `db` parameter",
  },
];

/**
 * Server code that plain node loads too (set-up, start, the PDF thread), where `server-only` would throw. Components
 * must not import it, just as if it said so.
 */
export const plainServer = [
  "lib/env.ts",
  "lib/messages.ts",
  "lib/db/embedded.ts",
  "lib/db/embedded-binaries.ts",
  "lib/db/maintenance.ts",
  "lib/db/migrate.ts",
  "lib/db/postmaster.ts",
  "lib/db/roles.ts",
  "lib/reports/pdf/",
  "lib/reports/report-text.ts",
  "lib/testing/",
];

const isConfiguration = (/** @type {string} */ path) => /^[^/]+\.config\.(ts|mjs)$/.test(path);
const kernel = (/** @type {string} */ path) =>
  /^lib\/[^/]+$/.test(path) || within(path, ["lib/db/", "lib/analytics/", "lib/http/"]);
const doors = (/** @type {string} */ path) => within(path, ["lib/guard/", "lib/jobs/"]);
const domainOf = (/** @type {string} */ path) =>
  kernel(path) || doors(path) ? null : (/^lib\/([^/]+)\//.exec(path)?.[1] ?? null);
const featureOf = (/** @type {string} */ path) => /^components\/([^/]+)\//.exec(path)?.[1] ?? null;

/**
 * Whether one file may import another.
 * @param {string} from @param {string} to @param {boolean} typeOnly
 * @returns {string | null} why not
 */
export function judgeDirection(from, to, typeOnly) {
  if (isTest(from) || from.startsWith("lib/testing/")) return null;
  // The one table of addresses that lies with them (docs/decisions/0340).
  if (from === "instrumentation.ts" && to === "app/direct-routes.ts") return null;
  if (within(from, roots) || isConfiguration(from)) return to.startsWith("app/") ? "nothing imports app" : null;
  if (to.startsWith("app/")) return from.startsWith("app/") ? null : "nothing imports app";
  if (within(to, ["scripts/", "e2e/", "lib/testing/", "prisma/seed/"]))
    return "the product does not import what builds, fills or tests it";
  if (from.startsWith("app/") || from === "proxy.ts") {
    return to.startsWith("lib/db/") && !typeOnly ? "addresses have no database: go through a door and a domain" : null;
  }
  if (from.startsWith("components/")) return judgeComponent(from, to);
  if (to.startsWith("components/")) return "lib does not import components";
  if (from.startsWith("i18n/")) return kernel(to) ? null : "i18n stands on the kernel";
  if (kernel(from)) return judgeKernel(from, to);
  if (doors(from)) {
    const stands = kernel(to) || doors(to) || within(to, ["lib/identity/", "lib/audit/"]);
    return stands ? null : "the doors stand on the kernel, identity and audit";
  }
  return judgeDomain(from, to);
}

/** @param {string} from @param {string} to */
function judgeComponent(from, to) {
  const feature = featureOf(from);
  const other = featureOf(to);
  const plain = feature === "ui" || feature === "charts";
  if (plain && domainOf(to) !== null) return `components/${feature} knows no domain`;
  if (feature === "ui" && other !== null && other !== "ui") return "components/ui stands alone";
  if (feature === "charts" && other !== null && other !== "charts" && other !== "ui")
    return "components/charts stands on components/ui";
  if (other !== null && other !== feature && !["ui", "charts", "shell"].includes(other))
    return "a feature's components do not import another feature's";
  return null;
}

/** @param {string} from @param {string} to */
function judgeKernel(from, to) {
  if (kernel(to) || !to.startsWith("lib/")) return null;
  if (from.startsWith("lib/analytics/") && to === "lib/identity/permissions.ts") return null;
  return "the kernel knows no domain";
}

/** @param {string} from @param {string} to */
function judgeDomain(from, to) {
  const own = domainOf(from);
  const other = domainOf(to);
  if (other === null || other === own || within(to, surfaces) || (own !== null && readers.includes(own))) return null;
  return `the domain ${own} does not import ${other}; shared are ${surfaces.join(", ")}`;
}

/** @param {string} path @returns {string | null} what is wrong with the name */
export function judgeName(path) {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  const words = parts.map((part) => part.replace(/\..*$/, ""));
  const vague = words.find((word) => /^(utils?|helpers?|misc|common)$/.test(word));
  if (vague) return `"${vague}" says nothing; name it for what it does`;
  if (/^index\.(ts|tsx|mjs)$/.test(name)) return "no barrels: import the file itself";
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|d|config|setup))*\.(ts|tsx|mts|mjs)$/;
  return kebab.test(name) ? null : "file names are kebab-case";
}
