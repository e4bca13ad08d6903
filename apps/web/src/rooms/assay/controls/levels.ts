import { fromBase, isBadInput, parseQuantity, parseUnit } from '@invadolab/core';

/** The number of a quantity of the file in a unit; undefined where it is none, such as a list. */
export function numberIn(value: unknown, unit: string): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  try {
    return fromBase(parseQuantity(value, unit).value, parseUnit(unit));
  } catch (error) {
    if (isBadInput(error)) return undefined;
    throw error;
  }
}

/** Two digits say enough of what a slider chose. */
export function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

const fewestNanomolar = -2;
const mostNanomolar = 5;
const steps = 100;

/** Places of a slider of levels from 0.01 nM to 100 uM, ten times as much at each step of the same length. */
export const levelPlaces = steps;

/** nM at a place of the slider. */
export function levelAt(place: number): number {
  return rounded(10 ** (fewestNanomolar + ((mostNanomolar - fewestNanomolar) * place) / steps));
}

/** The place of a level in nM. */
export function placeOf(nanomolar: number): number {
  const place = (steps * (Math.log10(nanomolar) - fewestNanomolar)) / (mostNanomolar - fewestNanomolar);
  return Math.min(steps, Math.max(0, Math.round(place)));
}

/** A level as people write it in a file. */
export function writtenLevel(nanomolar: number): string {
  return nanomolar >= 1000 ? `${rounded(nanomolar / 1000)} uM` : `${rounded(nanomolar)} nM`;
}

/** A quantity of a file as it is printed. */
export function printed(quantity: string): string {
  return quantity.replace(/\bu(?=[Mm]\b)/g, 'µ');
}
