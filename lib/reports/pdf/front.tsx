import { View } from "@react-pdf/renderer";
import { Bars, Curve } from "@/lib/reports/pdf/charts";
import { ink } from "@/lib/reports/pdf/palette";
import { Hairline, Paragraph, paragraphBlock, type Setting } from "@/lib/reports/pdf/paragraph";

/** Whose evening it was: the tenant, the day, the title as large as its length allows, the master. */
export function Masthead({ setting }: { setting: Setting }) {
  const { report, sheet, type, accent } = setting;
  const half = sheet.measure / 2;
  // The largest size in which the title takes as many lines as look good at that size.
  const title =
    type.titles.find((style, index) => {
      const { lines } = paragraphBlock({ setting, words: report.title, style, width: sheet.measure });
      return lines.length <= 2 + Math.floor(index / 2);
    }) ?? type.smallestTitle;
  return (
    <View>
      <View style={{ flexDirection: "row", marginBottom: 7 }}>
        <Paragraph setting={setting} words={report.tenant} style={type.brand} width={half} color={accent} />
        <Paragraph setting={setting} words={report.date} style={type.row} width={half} color={ink.soft} align="right" />
      </View>
      <Hairline color={accent} thickness={0.9} />
      <View style={{ marginTop: 40 * sheet.density }}>
        <Paragraph setting={setting} words={report.title} style={title} width={sheet.measure} balanced />
        <View style={{ marginTop: 6, flexDirection: "row", justifyContent: "space-between", alignItems: "flex-end" }}>
          <Paragraph
            setting={setting}
            words={report.withMaster}
            style={type.master}
            width={sheet.measure * 0.66}
            color={ink.soft}
          />
          <Paragraph
            setting={setting}
            words={report.whenAndHow}
            style={type.row}
            width={sheet.measure * 0.32}
            color={ink.soft}
            align="right"
          />
        </View>
      </View>
    </View>
  );
}

/** How many gathered, and the sentence that tells the hour. */
export function Gathering({ setting }: { setting: Setting }) {
  const { report, sheet, type, accent } = setting;
  const { figure, words } = report.headline;
  return (
    <View>
      {figure === null ? (
        <Paragraph
          setting={setting}
          words={words}
          style={type.circle}
          width={sheet.measure * 0.8}
          color={accent}
          balanced
        />
      ) : (
        <View>
          {/* The first figure has white of its own; less of it, and the number stands on the edge of everything else. */}
          <View style={{ marginLeft: -0.04 * type.figure.size }}>
            <Paragraph setting={setting} words={figure} style={type.figure} width={sheet.measure} color={accent} />
          </View>
          <Paragraph setting={setting} words={words} style={type.gathered} width={sheet.measure} />
        </View>
      )}
      <View style={{ marginTop: 14 * sheet.density }}>
        <Paragraph
          setting={setting}
          words={report.sentence}
          style={type.sentence}
          width={sheet.measure * 0.84}
          color={ink.soft}
        />
      </View>
    </View>
  );
}

/** The hour as a line, and beneath it the feelings, the languages and the countries side by side. */
export function Figures({ setting }: { setting: Setting }) {
  const { report, sheet, type } = setting;
  const lists = [report.feeling, report.languages, report.countries].filter((list) => list !== null);
  const columns = Math.max(2, lists.length);
  const gutter = 26;
  const width = (sheet.measure - gutter * (columns - 1)) / columns;
  return (
    <View>
      {report.curve && (
        <View style={{ marginBottom: 20 * sheet.density }}>
          <Heading setting={setting} text={report.curve.heading} width={sheet.measure} />
          <Curve setting={setting} curve={report.curve} width={sheet.measure} />
        </View>
      )}
      <View style={{ flexDirection: "row" }}>
        {report.feeling && (
          <View style={{ width, marginRight: gutter }}>
            <Heading setting={setting} text={report.feeling.heading} width={width} />
            <Paragraph
              setting={setting}
              words={report.feeling.name}
              style={type.feeling}
              width={width}
              color={setting.accent}
              balanced
            />
            {report.feeling.mix && (
              <View style={{ marginTop: 8 }}>
                <Bars setting={setting} rows={report.feeling.mix} width={width} />
              </View>
            )}
          </View>
        )}
        {[report.languages, report.countries].map(
          (list) =>
            list && (
              <View key={list.heading} style={{ width, marginRight: list === report.countries ? 0 : gutter }}>
                <Heading setting={setting} text={list.heading} width={width} />
                <Bars setting={setting} rows={list.rows} width={width} />
              </View>
            ),
        )}
      </View>
    </View>
  );
}

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
