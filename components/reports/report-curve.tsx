import type { CSSProperties } from "react";
import { curveArea, curvePath } from "@/lib/reports/curve-path";
import type { PreparedCurve } from "@/lib/reports/prepared-report";
import type { ReportText } from "@/lib/reports/report-text";
import type { TextDirection } from "@/lib/reports/text-direction";

const [width, height] = [720, 96];

const at = (share: number, level = 1) => ({ "--at": `${share * 100}%`, "--level": `${level * 100}%` }) as CSSProperties;

/**
 * The audience through the hour, in the direction of reading. The drawing stretches with the page; what is written beside it is text
 * and does not.
 */
export function ReportCurve({
  curve,
  text,
  direction,
}: {
  curve: PreparedCurve;
  text: ReportText;
  direction: TextDirection;
}) {
  const levels = direction === "rtl" ? curve.levels.toReversed() : curve.levels;
  return (
    <figure className="report-curve">
      {curve.peak && (
        <p className="report-peak" style={at(curve.peak.at)} aria-hidden>
          {curve.peak.label}
        </p>
      )}
      <div className="report-line">
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={curve.summary}>
          <path className="report-area" d={curveArea(levels, width, height)} />
          <path className="report-stroke" d={curvePath(levels, width, height)} vectorEffect="non-scaling-stroke" />
        </svg>
        {curve.peak && <span className="report-dot" style={at(curve.peak.at)} />}
        {curve.half && <span className="report-dot" data-open style={at(curve.half.at, curve.half.level)} />}
      </div>
      <p className="report-axis" aria-hidden>
        <span>{curve.start}</span>
        {curve.half && <span>{curve.half.label}</span>}
        <span>{curve.end}</span>
      </p>
      {curve.moments.length > 0 && (
        <details className="report-moments" data-screen-only>
          <summary>{text("asTable")}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{text("table.time")}</th>
                <th scope="col">{text("table.people")}</th>
              </tr>
            </thead>
            <tbody>
              {curve.moments.map(({ minute, time, people }) => (
                <tr key={minute}>
                  <th scope="row">{time}</th>
                  <td>{people}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </figure>
  );
}
