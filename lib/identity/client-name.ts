import "server-only";
import Bowser from "bowser";

/** "Firefox on Linux": enough to recognise one's own device in the list of sessions, too little to follow anybody with. */
export function clientName(userAgent: string | null): string {
  if (!userAgent) return "";
  const { browser, os } = Bowser.parse(userAgent.slice(0, 400));
  return [browser.name, os.name].filter(Boolean).join(" on ").slice(0, 80);
}
