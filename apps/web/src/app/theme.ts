import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** From the paper of a lab book to deep water: the blue of all InvadoLab figures. */
const water: MantineColorsTuple = [
  '#e8f4fa',
  '#d3e6f0',
  '#a5cbe0',
  '#74afd0',
  '#4d97c3',
  '#3388bb',
  '#2280b8',
  '#126ea2',
  '#006292',
  '#00557f',
];

/** One look for all rooms. */
export const theme = createTheme({
  primaryColor: 'water',
  primaryShade: { light: 8, dark: 7 },
  colors: { water },
  fontFamily: '"Inter Variable", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  defaultRadius: 'md',
  headings: { fontWeight: '650', textWrap: 'balance' },
  cursorType: 'pointer',
  focusRing: 'auto',
  autoContrast: true,
});

/** What the library draws pale must be readable too; surfaces are those of our panels. */
export const variables: CSSVariablesResolver = () => {
  const both = { '--mantine-color-dimmed': 'var(--lab-quiet)', '--mantine-color-body': 'var(--lab-panel)' };
  return { variables: {}, light: both, dark: both };
};
