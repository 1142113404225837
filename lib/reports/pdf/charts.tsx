import { Circle, Path, Svg, View } from "@react-pdf/renderer";
import { curveArea, curvePath } from "@/lib/reports/curve-path";
import { drawBlock } from "@/lib/reports/pdf/draw-text";
import { ink } from "@/lib/reports/pdf/palette";
import {
  Drawing,
  Hairline,
  Paragraph,
  paragraphBlock,
  rowOf,
  type Setting,
  startSide,
} from "@/lib/reports/pdf/paragraph";
import type { PreparedBar, PreparedCurve } from "@/lib/reports/prepared-report";

const barThickness = 1.8;

/** A list whose rows are underlined by how many they are. */
export function Bars({ setting, rows, width }: { setting: Setting; rows: PreparedBar[]; width: number }) {
  const { type, sheet, accent, report } = setting;
  const figures = 44;
  const mirrored = report.direction === "rtl";
  const pitch = 6.5 * sheet.density ** 2;
  let height = 0;
  const placed = rows.map(({ label, value, share, rest }) => {
    const labelWidth = value === null ? width : width - figures;
    const color = rest ? ink.quiet : ink.black;
    const name = paragraphBlock({ setting, words: label, style: type.row, width: labelWidth, color, align: "start" });
    const figure =
      value === null
        ? null
        : paragraphBlock({ setting, words: value, style: type.row, width: figures, color: ink.soft, align: "end" });
    const top = height;
    const line = share === null ? null : { top: top + name.height + 2, width: Math.max(barThickness, share * width) };
    height += name.height + (line ? 2 + barThickness : 0) + pitch;
    return { name, figure, top, line, color: rest ? ink.rest : accent };
  });
  return (
    <Drawing
      width={width}
      height={height}
      draw={(painter) => {
        for (const { name, figure, top, line, color } of placed) {
          drawBlock(painter, name, mirrored ? width - name.width : 0, top);
          if (figure) drawBlock(painter, figure, mirrored ? 0 : width - figures, top);
          if (line) painter.rect(mirrored ? width - line.width : 0, line.top, line.width, barThickness).fill(color);
        }
      }}
    />
  );
}

/** The audience through the hour: one line on an honest zero, its highest moment written where it was. */
export function Curve({ setting, curve, width }: { setting: Setting; curve: PreparedCurve; width: number }) {
  const { type, sheet, accent, report } = setting;
  const mirrored = report.direction === "rtl";
  const levels = mirrored ? curve.levels.toReversed() : curve.levels;
  // Where a moment stands on the paper: time runs in the direction of reading.
  const across = (at: number) => (mirrored ? 1 - at : at) * width;
  const height = 62 * sheet.density;
  const label = 150;
  const peakStart = Math.min(width - label, Math.max(0, (curve.peak?.at ?? 0) * width - label / 2));
  const peakAlign = peakStart === 0 ? "start" : peakStart === width - label ? "end" : "center";
  const small = { setting, style: type.small };
  return (
    <View wrap={false}>
      {curve.peak && (
        <View
          style={{
            [`margin${startSide(setting)}`]: peakStart,
            marginBottom: 4,
            alignItems: mirrored ? "flex-end" : "flex-start",
          }}
        >
          <Paragraph {...small} words={curve.peak.label} width={label} color={ink.soft} align={peakAlign} />
        </View>
      )}
      <Svg width={width} height={height + 2} viewBox={`0 -2 ${width} ${height + 2}`}>
        <Path d={curveArea(levels, width, height)} fill={accent} fillOpacity={0.1} />
        <Path
          d={curvePath(levels, width, height)}
          stroke={accent}
          strokeWidth={1.1}
          strokeLinejoin="round"
          fill="none"
        />
        {curve.peak && <Circle cx={across(curve.peak.at)} cy={0} r={2} fill={accent} />}
        {curve.half && (
          <Circle
            cx={across(curve.half.at)}
            cy={height * (1 - curve.half.level)}
            r={1.8}
            fill="#ffffff"
            stroke={accent}
            strokeWidth={1}
          />
        )}
      </Svg>
      <Hairline color={ink.quiet} thickness={0.5} />
      <View style={{ flexDirection: rowOf(setting), justifyContent: "space-between", marginTop: 4 }}>
        <Paragraph {...small} words={curve.start} width={60} color={ink.quiet} />
        {curve.half && <Paragraph {...small} words={curve.half.label} width={160} color={ink.quiet} align="center" />}
        <Paragraph {...small} words={curve.end} width={60} color={ink.quiet} align="end" />
      </View>
    </View>
  );
}
