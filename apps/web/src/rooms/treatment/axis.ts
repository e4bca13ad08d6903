/** The time axis that the timeline and all figures below it share. px beside it, and h that it spans. */
export const margin = { left: 60, right: 18 } as const;

export interface Axis {
  /** h */
  readonly end: number;
  /** px of all, margins included. */
  readonly width: number;
}

/** px from the left for a time in h. */
export function xOf({ end, width }: Axis, time: number): number {
  return margin.left + ((width - margin.left - margin.right) * time) / end;
}

/** h for a distance in px. */
export function hoursOf({ end, width }: Axis, px: number): number {
  return (px * end) / Math.max(1, width - margin.left - margin.right);
}

/** Days at which ticks stand: at most eight steps. */
export function dayTicks(end: number): readonly number[] {
  const days = end / 24;
  const step = [0.25, 0.5, 1, 2, 5, 7, 14, 28].find((each) => days / each <= 8) ?? 56;
  return Array.from({ length: Math.floor(days / step + 1e-9) + 1 }, (_, k) => k * step);
}

/** h by which arrow keys and drags move a course. */
export function stepOfTime(end: number): number {
  return end <= 21 * 24 ? 6 : 24;
}
