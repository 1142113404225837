// npm run build: the production build, when it is stale.
import { enter } from "./runtime/enter.mjs";

await enter("build.ts");
