import { MessagePage } from "@/components/shell/message-page";
import { isSuspendedHere } from "@/lib/guard/shell";

export default async function Forbidden() {
  return <MessagePage kind={(await isSuspendedHere()) ? "suspended" : "forbidden"} />;
}
