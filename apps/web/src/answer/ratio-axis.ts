/** Between these an arm is like its control, as reports have it. */
export const bounds = { down: 0.8, up: 1.25 } as const;

const marks = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];

/** Ends of a log axis on which these ratios stand: round, and never narrower than 0.3 to 3. */
export function ratioDomain(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0 && value < Number.POSITIVE_INFINITY);
  const smallest = Math.min(0.3, ...positive);
  const largest = Math.max(1.6, ...positive);
  const low = marks.filter((mark) => mark <= smallest * 1.0001).at(-1) ?? marks[0];
  return [low, marks.find((mark) => mark >= largest) ?? marks[marks.length - 1]];
}
