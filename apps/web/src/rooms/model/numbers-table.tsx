import { Badge, Box, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MapNode, MapNumber, ModelMap } from '../../worker/model/map.js';
import { References } from './references.js';

/** All numbers in what happens to a molecule: value, range, and what each rests on. */
export function NumbersTable({ map, node }: { readonly map: ModelMap; readonly node: MapNode }) {
  const { t } = useTranslation('model');
  const changed = map.steps.filter(({ uses, makes }) => [...uses, ...makes].some((term) => term.node === node.id));
  const ids = [...new Set(changed.flatMap(({ numbers }) => numbers))];
  const amount = node.amount && [{ ...node.amount, name: t('numbers.amount') }];
  const numbers: readonly MapNumber[] = [...(amount ?? []), ...ids.flatMap((id) => map.numbers[id] ?? [])];
  const assumed = numbers.filter(({ kind }) => kind === 'assumed').length;
  return (
    <Stack gap="xs">
      <Text size="sm" className="quiet">
        {t('numbers.count', { count: numbers.length, assumed })}
      </Text>
      <Table.ScrollContainer
        minWidth={480}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('tabs.numbers') } }}
      >
        <Table fz="sm" verticalSpacing={6} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('numbers.name')}</Table.Th>
              <Table.Th ta="right">{t('numbers.value')}</Table.Th>
              <Table.Th>{t('numbers.source')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {numbers.map((each) => (
              <Table.Tr key={each.id} style={{ verticalAlign: 'top' }}>
                <Table.Td lang="en">{each.name}</Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                  <Text size="sm" fw={600}>
                    {each.value}
                  </Text>
                  {each.range && (
                    <Text size="xs" className="quiet">
                      {each.range}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <Badge
                    size="sm"
                    variant={each.kind === 'assumed' ? 'outline' : 'light'}
                    color={each.kind === 'assumed' ? 'orange' : 'water'}
                    tt="none"
                  >
                    {t(`sources.${each.kind}`)}
                  </Badge>
                  {each.note && (
                    <Text size="xs" className="quiet" lang="en" mt={2}>
                      {each.note}
                    </Text>
                  )}
                  <Box mt={2}>
                    <References map={map} ids={each.references} />
                  </Box>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
