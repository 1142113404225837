// The entry of the PDF thread. The thread starts without the options of its process (render.ts says why), so it brings its
// own loader for TypeScript before anything else is imported.
import { register } from "tsx/esm/api";

register();
await import("./answer-jobs.ts");
