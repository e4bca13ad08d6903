import { SimpleGrid } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText, timeUnit } from '../../figures/numbers.js';
import { type Draw, PlotFigure } from '../../figures/plot-figure.js';
import { colourOfArm } from './arm-colours.js';
import type { Film } from './film.js';

const pause = 700;

const followed = [
  { id: 'invadopodia.count.true', name: 'sites', unit: '' },
  { id: 'matrix.degraded_area.true', name: 'area', unit: 'µm²' },
] as const;

/** What can be counted in the watched cells, look by look. */
export const LiveCurves = memo(function LiveCurves(props: {
  readonly looks: Film['looks'];
  readonly arms: readonly { readonly id: string; readonly title: string }[];
  /** s */
  readonly end: number;
}) {
  const { arms, end } = props;
  const { t } = useTranslation('assay');
  const looks = useThrottledValue(props.looks, pause);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl" className="panel" p={{ base: 'md', sm: 'lg' }}>
      {followed.map((each) => (
        <Curve key={each.id} {...each} looks={looks} arms={arms} end={end} caption={t('curves.caption')} />
      ))}
    </SimpleGrid>
  );
});

function Curve(props: {
  readonly id: string;
  readonly name: 'sites' | 'area';
  readonly unit: string;
  readonly looks: Film['looks'];
  readonly arms: readonly { readonly id: string; readonly title: string }[];
  readonly end: number;
  readonly caption: string;
}) {
  const { id, name, unit, looks, arms, end, caption } = props;
  const { t } = useTranslation('assay');
  const [second, timeName] = timeUnit(end);
  const hours = t(`curves.${timeName}`);
  const draw = useCallback<Draw>(
    (Plot, width) => {
      const points = arms.flatMap((arm, place) =>
        (looks[arm.id] ?? []).map(({ time, values }) => ({ time: time / second, value: values[id] ?? 0, place })),
      );
      const most = Math.max(1, ...points.map(({ value }) => value));
      const ends = arms.flatMap((arm, place) => {
        const last = (looks[arm.id] ?? []).at(-1);
        return last ? [{ time: last.time / second, value: last.values[id] ?? 0, place, title: arm.title }] : [];
      });
      return Plot.plot({
        width,
        height: 210,
        marginLeft: 44,
        marginRight: 16,
        marginTop: 24,
        marginBottom: 38,
        style: { fontSize: '12px', overflow: 'visible' },
        x: { label: hours, domain: [0, end / second], labelAnchor: 'center', labelArrow: 'none', ticks: 5 },
        y: {
          label: unit === '' ? null : unit,
          domain: [0, most],
          grid: true,
          nice: true,
          ticks: 4,
          labelArrow: 'none',
        },
        color: { type: 'identity' },
        marks: [
          Plot.line(points, {
            x: 'time',
            y: 'value',
            z: 'place',
            curve: name === 'sites' ? 'step-after' : 'linear',
            stroke: ({ place }: { place: number }) => colourOfArm(place),
            strokeWidth: 2,
          }),
          Plot.dot(ends, {
            x: 'time',
            y: 'value',
            r: 4,
            fill: ({ place }: { place: number }) => colourOfArm(place),
            symbol: ({ place }: { place: number }) => (['circle', 'square', 'triangle', 'diamond'] as const)[place],
          }),
        ],
      });
    },
    [arms, looks, id, name, unit, end, second, hours],
  );
  const facts = arms
    .map((arm) => `${arm.title}: ${numberText(looks[arm.id]?.at(-1)?.values[id] ?? 0)} ${unit}`.trim())
    .join('; ');
  return <PlotFigure title={t(`curves.${name}`)} caption={caption} label={facts} draw={draw} height={210} />;
}
