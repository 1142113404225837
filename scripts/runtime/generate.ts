import { generate } from "./steps";

await generate();
