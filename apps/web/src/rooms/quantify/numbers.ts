/** A number with three digits that mean something; an empty text for what is none. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return '';
  const rounded = Number(value.toPrecision(3));
  return String(rounded);
}
