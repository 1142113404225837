import { View } from "@react-pdf/renderer";
import { ink } from "@/lib/reports/pdf/palette";
import { Hairline, Paragraph, type Setting } from "@/lib/reports/pdf/paragraph";

/** A part begins with a hairline and its name. */
export function Heading({ setting, text, width }: { setting: Setting; text: string; width: number }) {
  return (
    <View style={{ marginBottom: 9 }}>
      <Hairline />
      <View style={{ marginTop: 6 }}>
        <Paragraph setting={setting} words={text} style={setting.type.heading} width={width} color={ink.soft} />
      </View>
    </View>
  );
}
