// npm start: from a bare clone to a running Attune. See scripts/runtime/start.ts.
import { enter } from "./runtime/enter.mjs";

await enter("start.ts");
