import { FeatureOffPage } from "@/components/shell/feature-off";
import { MessagePage } from "@/components/shell/message-page";
import { refusalOfFeature } from "@/lib/guard/shell";

export default async function Forbidden() {
  const kind = await refusalOfFeature("webhooks");
  return kind === "off" ? <FeatureOffPage feature="webhooks" /> : <MessagePage kind={kind} />;
}
