import { Circle, Path, Svg, View } from "@react-pdf/renderer";
import { curveArea, curvePath } from "@/lib/reports/curve-path";
import { drawBlock } from "@/lib/reports/pdf/draw-text";
import { ink } from "@/lib/reports/pdf/palette";
import { Drawing, Hairline, Paragraph, paragraphBlock, type Setting } from "@/lib/reports/pdf/paragraph";
import type { PreparedBar, PreparedCurve } from "@/lib/reports/prepare-report";

const barThickness = 1.8;

/** A list whose rows are underlined by how many they are. */
export function Bars({ setting, rows, width }: { setting: Setting; rows: PreparedBar[]; width: number }) {
  const { type, sheet, accent } = setting;
  const figures = 44;
  const pitch = 6.5 * sheet.density ** 2;
  let height = 0;
  const placed = rows.map(({ label, value, share, rest }) => {
    const labelWidth = value === null ? width : width - figures;
    const color = rest ? ink.quiet : ink.black;
    const name = paragraphBlock({ setting, words: label, style: type.row, width: labelWidth, color });
    const figure =
      value === null
        ? null
        : paragraphBlock({ setting, words: value, style: type.row, width: figures, color: ink.soft, align: "right" });
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
          drawBlock(painter, name, 0, top);
          if (figure) drawBlock(painter, figure, width - figures, top);
          if (line) painter.rect(0, line.top, line.width, barThickness).fill(color);
        }
      }}
    />
  );
}

/** The audience through the hour: one line on an honest zero, its highest moment written where it was. */
export function Curve({ setting, curve, width }: { setting: Setting; curve: PreparedCurve; width: number }) {
  const { type, sheet, accent } = setting;
  const height = 62 * sheet.density;
  const label = 150;
  const peakLeft = Math.min(width - label, Math.max(0, (curve.peak?.at ?? 0) * width - label / 2));
  const peakAlign = peakLeft === 0 ? "left" : peakLeft === width - label ? "right" : "center";
  const small = { setting, style: type.small };
  return (
    <View wrap={false}>
      {curve.peak && (
        <View style={{ marginLeft: peakLeft, marginBottom: 4 }}>
          <Paragraph {...small} words={curve.peak.label} width={label} color={ink.soft} align={peakAlign} />
        </View>
      )}
      <Svg width={width} height={height + 2} viewBox={`0 -2 ${width} ${height + 2}`}>
        <Path d={curveArea(curve.levels, width, height)} fill={accent} fillOpacity={0.1} />
        <Path
          d={curvePath(curve.levels, width, height)}
          stroke={accent}
          strokeWidth={1.1}
          strokeLinejoin="round"
          fill="none"
        />
        {curve.peak && <Circle cx={curve.peak.at * width} cy={0} r={2} fill={accent} />}
        {curve.half && (
          <Circle
            cx={curve.half.at * width}
            cy={height * (1 - curve.half.level)}
            r={1.8}
            fill="#ffffff"
            stroke={accent}
            strokeWidth={1}
          />
        )}
      </Svg>
      <Hairline color={ink.quiet} thickness={0.5} />
      <View style={{ flexDirection: "row", justifyContent: "space-between", marginTop: 4 }}>
        <Paragraph {...small} words={curve.start} width={60} color={ink.quiet} />
        {curve.half && <Paragraph {...small} words={curve.half.label} width={160} color={ink.quiet} align="center" />}
        <Paragraph {...small} words={curve.end} width={60} color={ink.quiet} align="right" />
      </View>
    </View>
  );
}
