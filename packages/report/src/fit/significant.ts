/** A number with three significant digits, for values that may span decades: 0.00256, 1.20, 4.56 × 10^-4 as 4.56e−4. */
export function significant(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-3 ? value.toExponential(2) : value.toPrecision(3);
  return text.replaceAll('-', '\u2212').replace('e+', 'e');
}

/** The same for the tick of an axis, as short as can be: 1e−4, 0.01, 20. */
export function tickText(value: number): string {
  const text = Math.abs(value) < 1e-3 && value !== 0 ? value.toExponential() : String(Number(value.toPrecision(2)));
  return text.replaceAll('-', '\u2212').replace('e+', 'e');
}
