/** An address that the description leaves out on purpose. */
export interface InternalAddress {
  readonly method: string;
  readonly path: string;
  readonly why: string;
}

/** Addresses that only Attune's own pages use, each with the reason for which no other program should. */
export const internalAddresses: readonly InternalAddress[] = [
  { method: "GET", path: "/", why: "Leads a browser to the home page in its language and answers nothing else." },
  {
    method: "GET",
    path: "/api/auth/{...nextauth}",
    why: "The sign-in's own protocol, which belongs to next-auth and changes with it. Programs use keys.",
  },
  {
    method: "POST",
    path: "/api/auth/{...nextauth}",
    why: "The sign-in's own protocol, which belongs to next-auth and changes with it. Programs use keys.",
  },
  {
    method: "GET",
    path: "/api/ingest",
    why: "A fixed sentence for somebody who opens the intake in a browser to see whether something is there.",
  },
  {
    method: "POST",
    path: "/r/{token}/unlock",
    why: "The password form of a shared report, for browsers without script. It answers with a redirect to the page.",
  },
  {
    method: "POST",
    path: "/r/{token}/open",
    why: "The script of a shared report says that a person is there. Sent by a program, it would be a false count.",
  },
  {
    method: "POST",
    path: "/r/{token}/read",
    why: "The script of a shared report says how long it was read. Sent by a program, it would be a false count.",
  },
];

/** Preflights are asked by browsers by themselves; what they may is said with the address that they are about. */
export const internalMethods: Readonly<Record<string, string>> = {
  OPTIONS: "A browser asks it before it sends from another origin (CORS).",
};
