import { MessagePage } from "@/components/shell/message-page";
import { refusalHere } from "@/lib/guard/shell";

export default async function Forbidden() {
  return <MessagePage kind={await refusalHere()} />;
}
