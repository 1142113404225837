import { MessagePage } from "@/components/shell/message-page";
import { PlainPage } from "@/components/shell/plain-page";

export default function Forbidden() {
  return (
    <PlainPage>
      <MessagePage kind="forbidden" />
    </PlainPage>
  );
}
