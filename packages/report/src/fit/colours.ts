/** Colours of a page without arms: what the data say, and what was believed before them. */
export const fitColours = {
  light: '--after:#0072b2;--before:#8a5a00;--datum:#16191e',
  dark: '--after:#5ab4ee;--before:#f0bb45;--datum:#e9ecf1',
} as const;
