import type { DrawSummary } from '@invadolab/results';

/** Between these nothing changes: the limits of all answers. */
const unchanged = { from: 0.8, to: 1.25 } as const;

/** Where a ratio stands on the axis from nothing left to `end`, per cent. */
export function placeOn(end: number, ratio: number): number {
  return (100 * Math.min(end, Math.max(0, ratio))) / end;
}

/** What is left in cancers (disc) and in healthy cells (diamond), with their intervals. */
export function Lane(props: {
  readonly effect: DrawSummary;
  readonly healthy?: DrawSummary;
  readonly end: number;
  readonly label: string;
}) {
  const { effect, healthy, end, label } = props;
  const at = (ratio: number) => `${placeOn(end, ratio)}%`;
  const height = healthy ? 34 : 24;
  return (
    <svg width="100%" height={height} role="img" aria-label={label} style={{ display: 'block', overflow: 'visible' }}>
      <rect
        x={at(unchanged.from)}
        width={`${placeOn(end, unchanged.to) - placeOn(end, unchanged.from)}%`}
        height={height}
        fill="currentColor"
        fillOpacity="0.07"
      />
      <line x1={at(1)} x2={at(1)} y1="0" y2={height} stroke="currentColor" strokeOpacity="0.45" strokeDasharray="2 2" />
      <Mark summary={effect} at={at} y={healthy ? 11 : 12} colour="var(--lab-down)" width={3} kind="disc" />
      {healthy && <Mark summary={healthy} at={at} y={25} colour="var(--lab-good)" width={1.5} kind="diamond" />}
    </svg>
  );
}

function Mark(props: {
  readonly summary: DrawSummary;
  at(ratio: number): string;
  readonly y: number;
  readonly colour: string;
  readonly width: number;
  readonly kind: 'disc' | 'diamond';
}) {
  const { summary, at, y, colour, width, kind } = props;
  const { median, low, high } = summary;
  if (median === null || low === null || high === null) return null;
  return (
    <>
      <line x1={at(low)} x2={at(high)} y1={y} y2={y} stroke={colour} strokeWidth={width} strokeLinecap="round" />
      {kind === 'disc' ? (
        <circle cx={at(median)} cy={y} r="5.5" fill={colour} />
      ) : (
        <svg x={at(median)} y={y} width="1" height="1" style={{ overflow: 'visible' }} aria-hidden="true">
          <path d="M0 -5.5L5.5 0L0 5.5L-5.5 0Z" fill="var(--lab-panel)" stroke={colour} strokeWidth="2" />
        </svg>
      )}
    </>
  );
}

/** The axis of all lanes. */
export function LaneAxis({ end }: { readonly end: number }) {
  const ticks = [0, 0.5, 1, 1.5, 2, 3].filter((tick) => tick <= end);
  return (
    <svg width="100%" height="16" aria-hidden="true" style={{ display: 'block', overflow: 'visible' }}>
      {ticks.map((tick, index) => (
        <text
          key={tick}
          x={`${placeOn(end, tick)}%`}
          y="12"
          fontSize="11"
          fill="var(--lab-quiet)"
          textAnchor={index === 0 ? 'start' : tick === end ? 'end' : 'middle'}
        >
          {tick}
        </text>
      ))}
    </svg>
  );
}
