import { Image, View } from "@react-pdf/renderer";
import { ink } from "@/lib/reports/pdf/palette";
import { Hairline, Paragraph, paragraphBlock, rowOf, type Setting } from "@/lib/reports/pdf/paragraph";

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
      <View style={{ flexDirection: rowOf(setting), alignItems: "flex-end", marginBottom: 7 }}>
        {report.logo ? (
          <View style={{ width: half, alignItems: report.direction === "rtl" ? "flex-end" : "flex-start" }}>
            <Image src={`data:image/png;base64,${report.logo.png}`} style={logoSize(report.logo)} />
          </View>
        ) : (
          <Paragraph setting={setting} words={report.tenant} style={type.brand} width={half} color={accent} />
        )}
        <Paragraph setting={setting} words={report.date} style={type.row} width={half} color={ink.soft} align="end" />
      </View>
      <Hairline color={accent} thickness={0.9} />
      <View style={{ marginTop: 40 * sheet.density }}>
        <Paragraph setting={setting} words={report.title} style={title} width={sheet.measure} balanced align="start" />
        <View
          style={{
            marginTop: 6,
            flexDirection: rowOf(setting),
            justifyContent: "space-between",
            alignItems: "flex-end",
          }}
        >
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
            align="end"
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
        <View style={{ alignItems: report.direction === "rtl" ? "flex-end" : "flex-start" }}>
          <Paragraph
            setting={setting}
            words={words}
            style={type.circle}
            width={sheet.measure * 0.8}
            color={accent}
            balanced
          />
        </View>
      ) : (
        <View>
          {/* The first figure has white of its own; less of it, and the number stands on the edge of everything else. */}
          <View style={{ marginLeft: (report.direction === "rtl" ? 0.04 : -0.04) * type.figure.size }}>
            <Paragraph setting={setting} words={figure} style={type.figure} width={sheet.measure} color={accent} />
          </View>
          {/* Arabic has signs above its letters, which would touch the number. */}
          <View style={{ marginTop: report.direction === "rtl" ? 8 : 0 }}>
            <Paragraph setting={setting} words={words} style={type.gathered} width={sheet.measure} />
          </View>
        </View>
      )}
      <View
        style={{
          marginTop: 14 * sheet.density,
          alignItems: report.direction === "rtl" ? "flex-end" : "flex-start",
        }}
      >
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

/** As large as fits beside the date: at most 120 points wide and 30 high. */
function logoSize({ width, height }: { width: number; height: number }) {
  const scale = Math.min(120 / width, 30 / height);
  return { width: width * scale, height: height * scale };
}
