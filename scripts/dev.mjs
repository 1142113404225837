// npm run dev: the same with `next dev` and a worker that restarts on changes. See scripts/runtime/dev.ts.
import { enter } from "./runtime/enter.mjs";

await enter("dev.ts");
