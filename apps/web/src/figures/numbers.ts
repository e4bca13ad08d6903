/** A number as reports print it: three significant digits, no exponent between 0.001 and a million. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return value > 0 ? '∞' : '−∞';
  if (size >= 1e6 || size < 1e-3) return value.toExponential(2).replace(/-/g, '−');
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toFixed(decimals).replace('-', '−');
}

/** A ratio as reports print it: two decimals, three below 0.1. */
export function ratioText(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  if (value < 0.001) return '< 0.001';
  return value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}

/** An interval of ratios with an en dash. */
export function intervalText({ low, high }: { readonly low: number; readonly high: number }): string {
  return Number.isNaN(low) ? '–' : `${ratioText(Math.max(0, low))}–${ratioText(Math.max(0, high))}`;
}

/** Seconds in a unit of time, and the unit, in which times up to `seconds` are shown. */
export function timeUnit(seconds: number): readonly [seconds: number, unit: 'd' | 'h' | 'min' | 's'] {
  if (seconds >= 3 * 86400) return [86400, 'd'];
  if (seconds >= 2 * 3600) return [3600, 'h'];
  if (seconds >= 120) return seconds % 3600 === 0 ? [3600, 'h'] : [60, 'min'];
  return [1, 's'];
}

/** A unit as it is printed; nothing for a pure number. */
export function unitText(unit: string): string {
  if (unit === '1') return '';
  return unit.replace(/\bum/g, 'µm').replace(/\buM/g, 'µM').replace(/2\b/g, '²').replace(/3\b/g, '³');
}
