import { MessagePage } from "@/components/shell/message-page";
import { PlainPage } from "@/components/shell/plain-page";

export default function NotFound() {
  return (
    <PlainPage>
      <MessagePage kind="notFound" />
    </PlainPage>
  );
}
