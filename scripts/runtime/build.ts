import { build, generate, isBuilt } from "./steps";

await generate();
if (isBuilt()) console.log("The production build is up to date.");
else {
  await build(() => console.log("Building for production …"));
  console.log("Built.");
}
