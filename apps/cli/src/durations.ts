import { BadInput, isBadInput, parseQuantity } from '@invadolab/core';

/** Seconds as a person says them: `45 s`, `12 min`, `3.5 h`. */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`;
}

/** Bytes as a person says them. */
export function memory(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Seconds of an option such as `5min`. */
export function parseDuration(text: string, option: string): number {
  try {
    const { value } = parseQuantity(text, 's');
    if (value > 0) return value;
  } catch (error) {
    if (!isBadInput(error)) throw error;
  }
  throw new BadInput(option, { found: text, expected: 'a time such as 5min or 2h' });
}

/** The whole number of an option, within its range. */
export function parseWhole(text: string, option: string, from: number, to: number): number {
  const value = /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= from && value <= to) return value;
  throw new BadInput(option, { found: text, expected: `a whole number from ${from} to ${to}` });
}

/** The share of an option such as `10 %` or `0.1`, within its range. */
export function parseShare(text: string, option: string, from: number, to: number): number {
  try {
    const { value } = parseQuantity(text, '1');
    if (value >= from && value <= to) return value;
  } catch (error) {
    if (!isBadInput(error)) throw error;
  }
  throw new BadInput(option, { found: text, expected: `a share from ${100 * from} % to ${100 * to} %` });
}
