// The walls between the parts of Attune, checked on every import. Prints a line for each breach and ends with code 1 when
// there is one. There is no list of exceptions to grow.
import { fileURLToPath } from "node:url";
import { listBreaches } from "./walls/judge.mjs";

const breaches = listBreaches(fileURLToPath(new URL("..", import.meta.url)));
for (const breach of breaches) console.log(breach);
console.log(breaches.length === 0 ? "The walls stand." : `${breaches.length} breaches of the walls.`);
process.exitCode = breaches.length === 0 ? 0 : 1;
