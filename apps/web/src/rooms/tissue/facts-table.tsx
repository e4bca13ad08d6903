import { ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { numberText, unitText } from '../../figures/numbers.js';
import type { RunState } from '../../laboratory/run-session.js';
import { cellKinds } from '../../worker/tissue/moment.js';
import { countsOf, type Sight } from './seen.js';
import { useDuration, useTitles } from './words.js';

/** What the pictures show, as numbers: for every arm that is seen its cells by kind, and what its assay measured at that time. */
export function FactsTable(props: {
  readonly sights: readonly Sight[];
  /** s */
  readonly time: number;
  readonly run: RunState;
  readonly measures: readonly { readonly id: string; readonly title: string; readonly unit: string }[];
}) {
  const { sights, time, run, measures } = props;
  const { t } = useTranslation('tissue');
  const titles = useTitles();
  const duration = useDuration();
  const measured = ({ arm, moments, look }: Sight, id: string) =>
    moments[look]?.values[id] ??
    run.answer?.courses
      .find(({ series }) => series === id)
      ?.arms.find((each) => each.arm === arm)
      ?.points.find((point) => Math.abs(point.time - time) < 1)?.mean;
  const shown = measures.filter(
    ({ id }) => id !== 'cells.number' && sights.some((sight) => measured(sight, id) !== undefined),
  );
  if (sights.length === 0) return null;
  return (
    <Stack className="panel tissue-facts" p="md" gap="xs">
      <Text fw={600}>{t('facts.title', { time: duration(time) })}</Text>
      <ScrollArea
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('facts.title', { time: duration(time) }) }}
      >
        <Table withRowBorders={false} verticalSpacing={4} miw={460}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('facts.arm')}</Table.Th>
              <Table.Th ta="right">{t('facts.cells')}</Table.Th>
              {cellKinds.map((kind) => (
                <Table.Th key={kind} ta="right">
                  {t(`kinds.${kind}`)}
                </Table.Th>
              ))}
              {shown.map(({ id, title, unit }) => (
                <Table.Th key={id} ta="right">
                  {[titles.measure(id, title), unitText(unit)].filter((text) => text !== '').join(', ')}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sights.map((sight) => {
              const moment = sight.moments[sight.look];
              const counts = countsOf(moment);
              return (
                <Table.Tr key={sight.arm}>
                  <Table.Td>{sight.title}</Table.Td>
                  <Table.Td ta="right">{moment.cells.radius.length}</Table.Td>
                  {cellKinds.map((kind) => (
                    <Table.Td key={kind} ta="right">
                      {counts[kind]}
                    </Table.Td>
                  ))}
                  {shown.map(({ id }) => {
                    const value = measured(sight, id);
                    return (
                      <Table.Td key={id} ta="right">
                        {value === undefined ? '–' : Number.isInteger(value) ? value : numberText(value)}
                      </Table.Td>
                    );
                  })}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Stack>
  );
}
