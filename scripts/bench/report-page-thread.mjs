// Draws the report's page where React has its renderer: this thread has none of the conditions of the bench's process. What a browser
// or a bundler would make of style sheets and of "server-only" is nothing here.
import { register as registerHook } from "node:module";
import { register } from "tsx/esm/api";

const nothing = `export function resolve(specifier, context, next) {
  if (specifier === "server-only" || specifier.endsWith(".css")) return { url: "data:text/javascript,", shortCircuit: true };
  return next(specifier, context);
}`;
register();
registerHook(`data:text/javascript,${encodeURIComponent(nothing)}`);
await import("./report-page-rounds.tsx");
