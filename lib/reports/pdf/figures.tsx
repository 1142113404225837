import { View } from "@react-pdf/renderer";
import { Bars, Curve } from "@/lib/reports/pdf/charts";
import { Heading } from "@/lib/reports/pdf/heading";
import { Paragraph, rowOf, type Setting, startSide } from "@/lib/reports/pdf/paragraph";
import type { PreparedPart } from "@/lib/reports/prepared-report";

/** The hour as a line. */
export function Hour({ setting }: { setting: Setting }) {
  const { report, sheet } = setting;
  if (!report.curve) return null;
  return (
    <View wrap={false}>
      <Heading setting={setting} text={report.curve.heading} width={sheet.measure} />
      <Curve setting={setting} curve={report.curve} width={sheet.measure} />
    </View>
  );
}

/** The feelings, the languages and the countries: those of one row side by side. */
export function Lists({ parts, setting }: { parts: readonly PreparedPart[]; setting: Setting }) {
  const { sheet } = setting;
  const columns = Math.max(2, parts.length);
  const gutter = 26;
  const width = (sheet.measure - gutter * (columns - 1)) / columns;
  return (
    <View style={{ flexDirection: rowOf(setting) }}>
      {parts.map((part, index) => (
        <View key={part} style={{ width, [`margin${startSide(setting)}`]: index === 0 ? 0 : gutter }}>
          <List part={part} setting={setting} width={width} />
        </View>
      ))}
    </View>
  );
}

function List({ part, setting, width }: { part: PreparedPart; setting: Setting; width: number }) {
  const { report, type } = setting;
  if (part === "reactions") {
    if (!report.feeling) return null;
    const { heading, name, mix } = report.feeling;
    return (
      <View>
        <Heading setting={setting} text={heading} width={width} />
        <Paragraph setting={setting} words={name} style={type.feeling} width={width} color={setting.accent} balanced />
        {mix && (
          <View style={{ marginTop: 8 }}>
            <Bars setting={setting} rows={mix} width={width} />
          </View>
        )}
      </View>
    );
  }
  const list = part === "languages" || part === "countries" ? report[part] : null;
  if (!list) return null;
  return (
    <View>
      <Heading setting={setting} text={list.heading} width={width} />
      <Bars setting={setting} rows={list.rows} width={width} />
    </View>
  );
}
