import { MessagePage } from "@/components/shell/message-page";

/** Inside the layout of the tenant, which leaves out the shell for people who do not belong to it. */
export default function NotFound() {
  return <MessagePage kind="notFound" />;
}
