import { FeatureOffPage } from "@/components/shell/feature-off";
import { MessagePage } from "@/components/shell/message-page";
import { refusalHere } from "@/lib/guard/shell";

export default async function Forbidden() {
  const refusal = await refusalHere();
  return refusal.kind === "off" ? <FeatureOffPage feature={refusal.feature} /> : <MessagePage kind={refusal.kind} />;
}
