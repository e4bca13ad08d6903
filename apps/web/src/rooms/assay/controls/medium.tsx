import { Box, Group, Slider, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../../study/use-study.js';
import { numberIn, rounded } from './levels.js';
import type { Writer } from './use-menus.js';

/** A factor of the medium with a slider of its own; numbers in the unit it is written in. */
interface Factor {
  readonly id: string;
  readonly unit: string;
  /** Places of the slider and what stands there. */
  readonly places: number;
  at(place: number): number;
  of(value: number): number;
}

const factors: readonly Factor[] = [
  {
    id: 'oxygen',
    unit: '%',
    places: 209,
    at: (place) => rounded3(0.1 + place / 10),
    of: (value) => (value - 0.1) * 10,
  },
  { id: 'serum', unit: '%', places: 100, at: (place) => place, of: (value) => value },
  {
    id: 'EGF',
    unit: 'nM',
    places: 61,
    // None, then from 0.1 to 100 nM, ten times as much at each step of the same length.
    at: (place) => (place === 0 ? 0 : rounded(10 ** (-1 + (place - 1) / 20))),
    of: (value) => (value <= 0 ? 0 : 1 + 20 * (Math.log10(value) + 1)),
  },
];

function rounded3(value: number): number {
  return Number(value.toPrecision(3));
}

/** Oxygen, serum and growth factor, as far as this assay has them. */
export function Medium({ study, writer }: { readonly study: WrittenStudy; readonly writer: Writer }) {
  const { t } = useTranslation('assay');
  const { menus, disabled, write } = writer;
  const present = factors.filter(({ id }) => menus?.environment[id] !== undefined);
  if (menus === undefined || present.length === 0) return null;
  return (
    <Stack gap="md">
      {present.map(({ id, unit, places, at, of }) => {
        const written = study.at(['environment', id]);
        const usual = menus.environment[id] * (unit === '%' ? 100 : 1);
        const value = written === undefined ? usual : numberIn(written, unit);
        return (
          <Box key={id}>
            <Group justify="space-between" gap="xs" mb={4}>
              <Text size="sm" fw={500}>
                {t(`medium.${id}`)}
              </Text>
              <Text size="sm" className="quiet">
                {value === undefined ? String(written) : `${rounded3(value)} ${unit}`}
              </Text>
            </Group>
            <Slider
              min={0}
              max={places}
              label={null}
              disabled={disabled || value === undefined}
              value={Math.min(places, Math.max(0, Math.round(of(value ?? usual))))}
              onChange={(place) => write((document) => document.setIn(['environment', id], `${at(place)} ${unit}`))}
              thumbLabel={t(`medium.${id}`)}
              thumbProps={{ 'aria-valuetext': `${value ?? ''} ${unit}` }}
            />
          </Box>
        );
      })}
    </Stack>
  );
}
