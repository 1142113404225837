export type ErrorCode =
  | "not-found"
  | "unauthenticated"
  | "forbidden"
  | "feature-off"
  | "conflict"
  | "invalid"
  | "unprocessable"
  | "too-large"
  | "too-many"
  | "unavailable";

const statusOf: Record<ErrorCode, number> = {
  "not-found": 404,
  unauthenticated: 401,
  forbidden: 403,
  "feature-off": 403,
  conflict: 409,
  invalid: 400,
  unprocessable: 422,
  "too-large": 413,
  "too-many": 429,
  unavailable: 503,
};

/** An error that a caller caused or can act on. Doors turn it into a status and a message; everything else is a 500. */
export class DomainError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** field → what is wrong and how to fix it */
    readonly fields: Record<string, string> = {},
    /** seconds, for `too-many` and `unavailable` */
    readonly retryAfterS?: number,
  ) {
    super(message);
    this.name = "DomainError";
    this.status = statusOf[code];
  }
}

/** One message for a foreign id, a random id and an unknown name, so that none can be told from another. */
export const notFound = (what: string) => new DomainError("not-found", `There is no such ${what}.`);
export const unauthenticated = (message = "Sign in to continue.") => new DomainError("unauthenticated", message);
export const forbidden = (message = "Your role does not allow this.") => new DomainError("forbidden", message);
export const conflict = (message: string) => new DomainError("conflict", message);
export const invalid = (fields: Record<string, string>) =>
  new DomainError(
    "invalid",
    Object.entries(fields)
      .map(([field, reason]) => (field ? `${field}: ${reason}` : reason))
      .join("; "),
    fields,
  );
/** The request can be read, but what it says cannot be taken: the same shape as `invalid`, for APIs that tell the two apart. */
export const unprocessable = (fields: Record<string, string>) => {
  const { message } = invalid(fields);
  return new DomainError("unprocessable", message, fields);
};
export const tooLarge = (message: string) => new DomainError("too-large", message);
export const tooMany = (retryAfterS: number, message = "Too many requests.") =>
  new DomainError("too-many", message, {}, retryAfterS);
export const unavailable = (retryAfterS: number, message = "Busy; try again shortly.") =>
  new DomainError("unavailable", message, {}, retryAfterS);
