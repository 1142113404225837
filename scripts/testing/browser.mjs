import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const systemPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** What a browser in a container without a screen, a sandbox or a network needs. */
export const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of a Chromium that starts: CHROMIUM_PATH, Playwright's own, then the system's; null when there is none. */
export async function findBrowser() {
  const { chromium } = await import("@playwright/test");
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...systemNames.map(inPath), ...systemPaths];
  return candidates.find((path) => path && existsSync(path) && starts(path)) ?? null;
}

/** Finds a browser or installs one where that is allowed. @throws Error that says what to do when neither works */
export async function requireBrowser() {
  const found = await findBrowser();
  if (found) return found;
  console.log("No Chromium was found; one is being installed.");
  if (mayUseApt()) installPackages(["chromium"]);
  else spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  const installed = await findBrowser();
  if (installed) return installed;
  throw new Error(
    "There is no Chromium for the browser tests, and none could be installed. Install one (Debian: apt-get install " +
      "chromium; elsewhere: npx playwright install --with-deps chromium), or set CHROMIUM_PATH to one.",
  );
}

/** pdftotext and pdftoppm read the PDFs that the tests make. Without them those tests are skipped. */
export function requirePoppler() {
  if (inPath("pdftotext")) return;
  if (mayUseApt()) installPackages(["poppler-utils"]);
  if (!inPath("pdftotext"))
    console.log("pdftotext is missing (Debian: apt-get install poppler-utils): some PDF tests are skipped.");
}

function inPath(/** @type {string} */ name) {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).stdout.trim();
}

function starts(/** @type {string} */ path) {
  return spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

function mayUseApt() {
  return process.getuid?.() === 0 && inPath("apt-get") !== "";
}

let listed = false;
function installPackages(/** @type {string[]} */ names) {
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync("apt-get", args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  if (!listed) apt("update");
  listed = true;
  apt("install", "-y", "--no-install-recommends", ...names);
}
