/** Colours that stay apart with red-green blindness: the control in grey, then those of reports. */
const colours = ['var(--lab-quiet)', 'var(--lab-up)', 'var(--lab-down)', 'var(--lab-good)'];

/** Of the arms that are shown, by their place. */
export function colourOfArm(place: number): string {
  return colours[place % colours.length];
}
