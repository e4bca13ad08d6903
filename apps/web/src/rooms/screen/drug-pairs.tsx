import type { DrugScreenRecord, RankedDrug } from '@invadolab/results';
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Part } from './part.js';
import { excessWords, summaryWords } from './words.js';

/** The drug beside each other drug, against what two references expect of the two. */
export function DrugPairs({ drug, record }: { readonly drug: RankedDrug; readonly record: DrugScreenRecord }) {
  const { t } = useTranslation('screen');
  const nameOf = (id: string) => record.ranked.find((each) => each.drug === id)?.name ?? id;
  const own = record.pairs.filter(({ drugs }) => drugs.includes(drug.drug));
  if (own.length === 0) return null;
  return (
    <Part title={t('pairs.title')} what={t('pairs.what')}>
      <Table.ScrollContainer
        minWidth={430}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('pairs.title') } }}
      >
        <Table verticalSpacing={6} horizontalSpacing="sm" fz="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('pairs.with')}</Table.Th>
              <Table.Th>{t('pairs.together')}</Table.Th>
              <Table.Th>{t('pairs.bliss')}</Table.Th>
              <Table.Th>{t('pairs.loewe')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {own.map(({ drugs, effect, bliss, loewe }) => (
              <Table.Tr key={drugs.join(' ')}>
                <Table.Td>{nameOf(drugs[0] === drug.drug ? drugs[1] : drugs[0])}</Table.Td>
                <Table.Td>{summaryWords(effect)}</Table.Td>
                <Table.Td>{excessWords(bliss.excess)}</Table.Td>
                <Table.Td>{excessWords(loewe.excess)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Part>
  );
}
