import type { DrugScreenRecord } from '@invadolab/results';
import { Accordion, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Drugs that were not ranked, each with the reason. */
export function ListedDrugs({ record: { listed } }: { readonly record: DrugScreenRecord }) {
  const { t } = useTranslation('screen');
  if (listed.length === 0) return null;
  return (
    <Accordion variant="default" chevronPosition="left" className="panel">
      <Accordion.Item value="listed" style={{ borderBottom: 0 }}>
        <Accordion.Control>{t('listed.title', { count: listed.length })}</Accordion.Control>
        <Accordion.Panel>
          <Table.ScrollContainer
            minWidth={480}
            scrollAreaProps={{
              viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('listed.title', { count: listed.length }) },
            }}
          >
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('ranking.drug')}</Table.Th>
                  <Table.Th>{t('filter.status')}</Table.Th>
                  <Table.Th>{t('listed.reason')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody lang="en">
                {listed.map(({ drug, name, status, reason }) => (
                  <Table.Tr key={drug}>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>{status}</Table.Td>
                    <Table.Td>{reason}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
