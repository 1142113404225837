/** What Next's navigation functions throw, in a form that a test can read. */
export class Interrupt extends Error {
  readonly digest: string;

  constructor(
    readonly kind: "not-found" | "forbidden" | "redirect",
    readonly to = "",
  ) {
    super(`${kind} ${to}`.trim());
    this.digest = `NEXT_${kind.toUpperCase()};${to}`;
  }
}

export function notFound(): never {
  throw new Interrupt("not-found");
}

export function forbidden(): never {
  throw new Interrupt("forbidden");
}

export function redirect(to: string): never {
  throw new Interrupt("redirect", to);
}

export const permanentRedirect = redirect;
export const usePathname = (): string => "/";
export const useSearchParams = (): URLSearchParams => new URLSearchParams();
export const useParams = (): Record<string, string> => ({});
export const useRouter = () => ({ push() {}, replace() {}, refresh() {}, back() {}, forward() {}, prefetch() {} });
