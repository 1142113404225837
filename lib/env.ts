import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

const url = (protocols: string[], example: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL like ${example}`,
  });

const databaseUrl = url(["postgres:", "postgresql:"], "postgresql://user:password@host:5432/attune");
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number({ error: "must be a port number, for example 3000" }).int().min(1).max(65535).default(3000),
  ATTUNE_HOME: z.string().min(1).default(".attune"),
  ATTUNE_URL: optional(url(["http:", "https:"], "https://attune.example.org")),
  ATTUNE_SECRET: optional(z.string().min(32, { message: "must have at least 32 characters" })),
  ATTUNE_DEMO: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
  DATABASE_URL: optional(databaseUrl),
  DATABASE_APP_URL: optional(databaseUrl),
  DATABASE_PLATFORM_URL: optional(databaseUrl),
  SMTP_URL: optional(url(["smtp:", "smtps:"], "smtps://user:password@mail.example.org:465")),
  MAIL_FROM: z.string().min(3).default("Attune <attune@localhost>"),
  MAIL_BOUNCE_ADDRESS: optional(z.email({ message: "must be an address like bounces@mail.example.org" })),
  MAIL_BOUNCE_SECRET: optional(z.string().min(32, { message: "must have at least 32 characters" })),
  OIDC_ISSUER: optional(url(["http:", "https:"], "https://login.example.org")),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_NAME: z.string().default("Single sign-on"),
  ATTUNE_WEBHOOKS_LOOPBACK: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
  NATS_URL: optional(url(["nats:", "tls:"], "nats://user:password@queue.example.org:4222")),
  NATS_SUBJECT: z
    .string()
    .regex(/^[^\s]+$/, { message: "must be a subject like assess.results.>" })
    .default("assess.results.>"),
  NATS_STREAM: z
    .string()
    .regex(/^[\w-]+$/, { message: "must be the name of a stream" })
    .default("ATTUNE_QUIZ"),
  NATS_DURABLE: z
    .string()
    .regex(/^[\w-]+$/, { message: "must be the name of a consumer" })
    .default("attune"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = Omit<z.infer<typeof schema>, "ATTUNE_URL"> & { ATTUNE_URL: string };

/** Parses an environment. Throws one Error that has a line for each bad variable: `NAME: what is wrong (is …)`. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${String(issue.path[0])}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${lines.join("\n")}`);
  }
  const value = parsed.data;
  const oidc = [value.OIDC_ISSUER, value.OIDC_CLIENT_ID, value.OIDC_CLIENT_SECRET];
  if (oidc.some(Boolean) && !oidc.every(Boolean)) {
    throw new Error(
      "The environment is not usable:\n  OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: set all three, or none",
    );
  }
  return {
    ...value,
    ATTUNE_HOME: resolve(value.ATTUNE_HOME),
    ATTUNE_URL: (value.ATTUNE_URL ?? `http://localhost:${value.PORT}`).replace(/\/$/, ""),
  };
}

let parsed: Env | undefined;

/** The environment, parsed once on first use. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Tells next-auth where this installation is reached; it looks nowhere but in its own variable. */
export function publishAuthUrl(): void {
  process.env.NEXTAUTH_URL = env().ATTUNE_URL;
}

/** Forgets what was parsed: for tests, which change the environment after modules have read it. */
export function resetEnv(): void {
  parsed = undefined;
  rootSecret = undefined;
}

let rootSecret: string | undefined;

/** The root secret: `ATTUNE_SECRET`, else the file `secret` in `ATTUNE_HOME`, made on first use (mode 0600). */
export function attuneSecret(): string {
  if (rootSecret) return rootSecret;
  const given = env().ATTUNE_SECRET;
  if (given) {
    rootSecret = given;
    return given;
  }
  const file = join(env().ATTUNE_HOME, "secret");
  if (!existsSync(file)) {
    mkdirSync(env().ATTUNE_HOME, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      // Web and worker may both be first; whoever came second reads what the other wrote.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  rootSecret = readFileSync(file, "utf8").trim();
  return rootSecret;
}

/** A 256-bit key for one purpose, derived from the root secret (HMAC-SHA256 over the purpose). */
export function secretFor(purpose: string): Buffer {
  return createHmac("sha256", attuneSecret()).update(`attune/${purpose}`).digest();
}
