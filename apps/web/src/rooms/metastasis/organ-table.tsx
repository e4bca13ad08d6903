import { Box, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OrganFacts } from '../../worker/calls/bodies.js';
import type { Bodies } from '../../worker/individuals.js';
import { lookAt } from './figures.js';
import type { ShownArm } from './free-curves.js';

/** Detectable metastases per individual, organ by organ, at a time. */
export function OrganTable(props: {
  readonly bodies: Bodies;
  readonly arms: readonly ShownArm[];
  readonly organs: readonly OrganFacts[];
  /** s */
  readonly time: number;
}) {
  const { bodies, arms, organs, time } = props;
  const { t } = useTranslation('metastasis');
  const meanOf = (arm: string, organ: string) => {
    const own = bodies[arm] ?? [];
    const sum = own.reduce((total, each) => total + (lookAt(each, time)?.detectable[organ] ?? 0), 0);
    return own.length === 0 ? '–' : (sum / own.length).toFixed(2);
  };
  return (
    <Box>
      <Text fw={600} component="h2" mb="xs">
        {t('table.title')}
      </Text>
      <Table.ScrollContainer
        minWidth={320}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('table.title') } }}
      >
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('table.organ')}</Table.Th>
              {arms.map(({ id, title, colour }) => (
                <Table.Th key={id} scope="col" ta="right" style={{ color: colour }}>
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {organs
              .filter(({ harbours }) => harbours)
              .map(({ id }) => (
                <Table.Tr key={id}>
                  <Table.Th scope="row" fw={500}>
                    {t(`organs.${id}`)}
                  </Table.Th>
                  {arms.map((arm) => (
                    <Table.Td key={arm.id} ta="right">
                      {meanOf(arm.id, id)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Box>
  );
}
