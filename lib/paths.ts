/** Every address of Attune, built in one place. Arguments are encoded here; nothing else glues paths together. */
type Search = Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>;

const join = (...segments: string[]) => `/${segments.map(encodeURIComponent).join("/")}`;

/** Appends a query: null, undefined and "" are left out, arrays are repeated. */
export function withSearch(path: string, search: Search): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") query.append(key, String(one));
    }
  }
  return query.size ? `${path}?${query}` : path;
}

function tenant(locale: string, slug: string) {
  return {
    overview: () => join(locale, slug),
    masters: () => join(locale, slug, "masters"),
    master: (masterId: string) => join(locale, slug, "masters", masterId),
    anomalies: (search: Search = {}) => withSearch(join(locale, slug, "masters", "anomalies"), search),
    calendar: (search: Search = {}) => withSearch(join(locale, slug, "masters", "calendar"), search),
    voices: (search: Search = {}) => withSearch(join(locale, slug, "masters", "voices"), search),
    attendanceImport: () => join(locale, slug, "masters", "import"),
    session: (sessionId: string) => join(locale, slug, "masters", "sessions", sessionId),
    sessionRows: (sessionId: string, search: Search = {}) =>
      withSearch(join(locale, slug, "masters", "sessions", sessionId, "rows"), search),
    sessionReport: (sessionId: string) => join(locale, slug, "masters", "sessions", sessionId, "report"),
    sessionReportVersion: (sessionId: string, version: number) =>
      join(locale, slug, "masters", "sessions", sessionId, "report", "versions", String(version)),
    quizSessions: (search: Search = {}) => withSearch(join(locale, slug, "quiz-sessions"), search),
    quizDropOff: (search: Search = {}) => withSearch(join(locale, slug, "quiz-sessions", "drop-off"), search),
    quizLeadRule: () => join(locale, slug, "quiz-sessions", "lead-rule"),
    quizSources: () => join(locale, slug, "quiz-sessions", "sources"),
    quizProspect: (prospectId: string, search: Search = {}) =>
      withSearch(join(locale, slug, "quiz-sessions", "prospects", prospectId), search),
    reports: () => join(locale, slug, "reports"),
    outbox: (search: Search = {}) => withSearch(join(locale, slug, "reports", "outbox"), search),
    outboxMessage: (messageId: string) => join(locale, slug, "reports", "outbox", messageId),
    exports: () => join(locale, slug, "reports", "exports"),
    telemetry: (search: Search = {}) => withSearch(join(locale, slug, "masters", "telemetry"), search),
    /** where a notice leads: its address within the tenant, as it was stored */
    within: (href: string) => `${join(locale, slug)}/${href}`,
    settings: {
      first: () => join(locale, slug, "settings"),
      members: () => join(locale, slug, "settings", "members"),
      live: () => join(locale, slug, "settings", "live"),
      keys: () => join(locale, slug, "settings", "keys"),
      brand: () => join(locale, slug, "settings", "brand"),
      frameworks: () => join(locale, slug, "settings", "frameworks"),
      webhooks: () => join(locale, slug, "settings", "webhooks"),
      privacy: () => join(locale, slug, "settings", "privacy"),
      themes: (search: Search = {}) => withSearch(join(locale, slug, "settings", "themes"), search),
      audit: () => join(locale, slug, "settings", "audit"),
    },
  };
}

export const paths = {
  root: () => "/",
  home: (locale: string) => join(locale),
  signIn: (locale: string, returnTo?: string) => withSearch(join(locale, "sign-in"), { returnTo }),
  invitation: (locale: string, token: string) => join(locale, "invite", token),
  live: (locale: string, sessionId: string, search: Search = {}) => withSearch(join(locale, "live", sessionId), search),
  apiDocs: (locale: string) => join(locale, "api-docs"),
  account: (locale: string) => join(locale, "account"),
  admin: {
    tenants: (locale: string) => join(locale, "admin", "tenants"),
    users: (locale: string, search: Search = {}) => withSearch(join(locale, "admin", "users"), search),
    system: (locale: string) => join(locale, "admin", "system"),
    analytics: (locale: string, search: Search = {}) => withSearch(join(locale, "admin", "analytics"), search),
    cohorts: (locale: string, search: Search = {}) => withSearch(join(locale, "admin", "cohorts"), search),
  },
  tenant,
  sharedReport: (token: string) => join("r", token),
  sharedReportPdf: (token: string) => join("r", token, "report.pdf"),
  sharedReportUnlock: (token: string) => join("r", token, "unlock"),
  api: {
    health: () => "/api/health",
    reportPreview: (slug: string, sessionId: string, search: Search = {}) =>
      withSearch(join("api", "reports", sessionId, "preview"), { tenant: slug, ...search }),
    reportOpenRate: (slug: string, format: "csv" | "json") =>
      withSearch("/api/reports/open-rate", { tenant: slug, format }),
    openapi: () => "/api/openapi.json",
    live: (sessionId: string) => join("api", "live", sessionId),
    auditExport: (slug: string, format: "csv" | "json", search: Search = {}) =>
      withSearch("/api/audit/export", { tenant: slug, format, ...search }),
    frameworkConfig: (slug: string, frameworkId: string, search: Search = {}) =>
      withSearch(join("api", "frameworks", frameworkId, "config"), { tenant: slug, ...search }),
    logo: (slug: string, logoId: string) => withSearch(join("api", "logos", logoId), { tenant: slug }),
    overview: (slug: string, search: Search = {}) => withSearch("/api/overview", { tenant: slug, ...search }),
    notifications: (slug: string, search: Search = {}) => withSearch("/api/notifications", { tenant: slug, ...search }),
    notificationsRead: (slug: string) => withSearch("/api/notifications/read", { tenant: slug }),
    outboxFile: (slug: string, messageId: string) =>
      withSearch(join("api", "mail", "messages", messageId, "eml"), { tenant: slug }),
    exports: (slug: string) => withSearch("/api/exports", { tenant: slug }),
    exportFile: (slug: string, exportId: string, search: Search) =>
      withSearch(join("api", "exports", exportId, "file"), { tenant: slug, ...search }),
    privacyCopy: (slug: string, requestId: string, search: Search) =>
      withSearch(join("api", "privacy", requestId, "copy"), { tenant: slug, ...search }),
    telemetry: (slug: string, search: Search = {}) => withSearch("/api/telemetry", { tenant: slug, ...search }),
    quizSessions: (slug: string, search: Search = {}) => withSearch("/api/quiz/sessions", { tenant: slug, ...search }),
    quizDropOff: (slug: string, search: Search = {}) => withSearch("/api/quiz/drop-off", { tenant: slug, ...search }),
    quizProspectExport: (slug: string, prospectId: string) =>
      withSearch(join("api", "quiz", "prospects", prospectId, "export"), { tenant: slug }),
    masterSessions: (slug: string, search: Search = {}) =>
      withSearch("/api/master-sessions", { tenant: slug, ...search }),
    masterTimeline: (slug: string, masterId: string, search: Search = {}) =>
      withSearch(join("api", "masters", masterId, "timeline"), { tenant: slug, ...search }),
    anomalies: (slug: string, search: Search = {}) => withSearch("/api/anomalies", { tenant: slug, ...search }),
    masterSession: (slug: string, sessionId: string) =>
      withSearch(join("api", "master-sessions", sessionId), { tenant: slug }),
    masterSessionExport: (
      slug: string,
      sessionId: string,
      format: "csv" | "json",
      panel?: string,
      search: Search = {},
    ) => withSearch(join("api", "master-sessions", sessionId, "export"), { tenant: slug, format, panel, ...search }),
  },
};

export type TenantPaths = ReturnType<typeof tenant>;

/** Only a path of this site may be returned to after signing in: never another host, never a script. */
export function safeReturnTo(value: string | null | undefined): string | null {
  if (!value?.startsWith("/") || value.startsWith("//") || value.includes("\\")) return null;
  const base = "https://attune.invalid";
  const url = URL.canParse(value, base) ? new URL(value, base) : null;
  return url?.origin === base ? `${url.pathname}${url.search}` : null;
}
