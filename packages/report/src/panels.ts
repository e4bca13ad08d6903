import { doseFamilies, familyOf, familyTitle } from './doses.js';
import type { ReportInput } from './input.js';
import { armTitle } from './wording.js';

/** Arms that share a small panel: one arm, or all doses of a family. */
export interface PanelGroup {
  readonly title: string;
  readonly arms: readonly string[];
  /** Several doses, drawn from pale to strong. */
  readonly doses: boolean;
}

/** A panel per arm or dose family, in the order of the arms. */
export function panelGroups(input: ReportInput, arms: readonly string[]): PanelGroup[] {
  const families = doseFamilies(input);
  const groups: PanelGroup[] = [];
  for (const arm of arms) {
    if (groups.some((group) => group.arms.includes(arm))) continue;
    const family = familyOf(families, arm);
    if (family === undefined) groups.push({ title: armTitle(input, arm), arms: [arm], doses: false });
    else
      groups.push({
        title: familyTitle(family),
        arms: family.doses.map((each) => each.arm).filter((each) => each !== input.facts.control),
        doses: true,
      });
  }
  return groups;
}

/** Said in the caption where a panel holds a dose family. */
export function doseNote(groups: readonly PanelGroup[]): string {
  return groups.some(({ doses }) => doses)
    ? ' Dose series: one line per dose, the stronger the colour the higher.'
    : '';
}
