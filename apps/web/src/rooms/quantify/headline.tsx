import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MeasuredBatch } from '../../worker/calls/quantify.js';
import { numberText } from './numbers.js';

/** Measures that say most, each with how to read it over the cells that count. */
const tiles = [
  { id: 'cells.counted', share: false, spread: undefined },
  { id: 'invadopodia.count', share: false, spread: 'puncta' },
  { id: 'invadopodia.mature', share: false, spread: 'mature' },
  { id: 'matrix.degraded_area', share: false, spread: 'hole_nearby_um2' },
  { id: 'cells.degrading', share: true, spread: undefined },
] as const;

/** The numbers of one frame of one image that a person asks first; a mean stands with its range over cells. */
export function Headline(props: { readonly batch: MeasuredBatch; readonly name: string; readonly frame: number }) {
  const { batch, name, frame } = props;
  const { t } = useTranslation('quantify');
  const own = <Row extends { readonly image: string; readonly frame: number }>(rows: readonly Row[]) =>
    rows.filter((row) => row.image === name && row.frame === frame);
  const fields = own(batch.tables.fields);
  const cells = own(batch.tables.cells).filter(({ excluded }) => excluded === '');
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, xl: 5 }} spacing="sm" component="dl" m={0}>
      {tiles.flatMap(({ id, share, spread }) => {
        const found = fields.find(({ measure }) => measure === id);
        if (found === undefined) return [];
        const values = spread === undefined ? [] : cells.map((cell) => cell[spread]).filter((each) => each >= 0);
        const unit = found.unit === '1' ? '' : ` ${t(`units.${found.unit}`)}`;
        return [
          <Stack key={id} className="panel" p="sm" gap={2}>
            <Text component="dt" size="xs" className="quiet" lh={1.35} mih="2.7em">
              {t(`measures.${id.replace(/\W/g, '_')}`)}
            </Text>
            <Text component="dd" m={0} size="xl" fw={650} lh={1.2}>
              {share ? `${numberText(100 * found.value)} %` : `${numberText(found.value)}${unit}`}
            </Text>
            <Text component="dd" m={0} size="xs" className="quiet" lh={1.35}>
              {values.length > 1 &&
                t('headline.range', {
                  low: numberText(Math.min(...values)),
                  high: `${numberText(Math.max(...values))}${unit}`,
                })}
            </Text>
          </Stack>,
        ];
      })}
    </SimpleGrid>
  );
}
