import { FeatureOffPage } from "@/components/shell/feature-off";
import { MessagePage } from "@/components/shell/message-page";
import { refusalOfFeature } from "@/lib/guard/shell";

export default async function Forbidden() {
  const kind = await refusalOfFeature("exports");
  return kind === "off" ? <FeatureOffPage feature="exports" /> : <MessagePage kind={kind} />;
}
