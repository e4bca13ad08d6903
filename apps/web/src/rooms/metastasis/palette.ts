/** Grey for the control, then hues that stay apart with colour-blindness and hold against both grounds. */
export function armColour(arm: string, arms: readonly string[], control: string): string {
  if (arm === control) return 'var(--lab-quiet)';
  const place = arms.filter((each) => each !== control).indexOf(arm);
  return `var(--lab-arm-${(place % hues) + 1})`;
}

const hues = 5;
