import type { DrugScreenRecord, RankedDrug } from '@invadolab/results';
import { Anchor, Badge, Box, Group, List, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DrugFacts } from '../../worker/drug-facts.js';
import { ClinicalContext } from './clinical-context.js';
import { DoseCurve } from './dose-curve.js';
import { DrugPairs } from './drug-pairs.js';
import { Lane, LaneAxis } from './lane.js';
import { Part } from './part.js';
import { boundedWords, doseWords, percent, ratioWords, summaryWords } from './words.js';

/** Everything a screen found of one drug, and what the catalogue knows of it. */
export function DrugDetails(props: {
  readonly drug: RankedDrug;
  readonly record: DrugScreenRecord;
  readonly facts: DrugFacts | undefined;
}) {
  const { drug, record, facts } = props;
  const { t } = useTranslation('screen');
  const { reasons = [], curve = [], effect, healthy, held = [], free, from, full, ec50, windows = [] } = drug;
  const titleOf = (pocket: string, molecule: string) =>
    facts?.targets.find((target) => target.pocket === pocket)?.title ?? molecule;
  const cellOf = (id: string) => record.contexts.find(({ cell }) => cell === id)?.name ?? id;
  return (
    <Stack gap="xl" pb="xl">
      <Box>
        <Group gap="xs" mb="sm">
          <Badge variant="light" size="lg">
            {t('details.rank', { rank: record.ranked.indexOf(drug) + 1, count: record.ranked.length })}
          </Badge>
          <Badge variant="outline" color="gray" size="lg" tt="none" lang="en">
            {drug.status}
          </Badge>
        </Group>
        <Table variant="vertical" withRowBorders={false} verticalSpacing={3} horizontalSpacing={0}>
          <Table.Tbody>
            <Line name={t('details.effect')} value={summaryWords(effect)} />
            {healthy && <Line name={t('details.healthy')} value={summaryWords(healthy)} />}
            <Line name={t('details.chance', { first: record.first })} value={percent(drug.amongFirst)} />
            <Line name={t('details.free')} value={`${doseWords(free)} (${t(`from.${from}`)})`} />
            {ec50 && <Line name={t('details.ec50')} value={boundedWords(ec50, doseWords) ?? t('ranking.notReached')} />}
            {windows.map(({ cell, window }) => (
              <Line
                key={cell}
                name={t('details.window', { cell: cellOf(cell) })}
                value={boundedWords(window, ratioWords) ?? t('ranking.notReached')}
              />
            ))}
            {full != null && <Line name={t('details.full')} value={ratioWords(full)} />}
          </Table.Tbody>
        </Table>
      </Box>
      <Part title={t('details.reasons')} what={t('details.reasonsWhat')}>
        {reasons.length === 0 ? (
          <Text size="sm" className="quiet">
            {t('details.notCloser')}
          </Text>
        ) : (
          <Stack gap={4}>
            {reasons.map(({ pocket, molecule, effect: alone }) => (
              <Box key={pocket} className="reason">
                <Text size="sm">{titleOf(pocket, molecule)}</Text>
                <Lane effect={alone} end={2} label={`${titleOf(pocket, molecule)}: ${summaryWords(alone)}`} />
                <Text size="xs" ta="end">
                  {summaryWords(alone)}
                </Text>
              </Box>
            ))}
            <Box className="reason">
              <span />
              <LaneAxis end={2} />
            </Box>
          </Stack>
        )}
      </Part>
      {curve.length > 0 && (
        <Part title={t('curve.title')} what={t('curve.what')}>
          <DoseCurve drug={drug} />
        </Part>
      )}
      {facts && facts.targets.length > 0 && (
        <Part title={t('details.targets')} what={t('details.targetsWhat')}>
          <Table verticalSpacing={6} horizontalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('details.target')}</Table.Th>
                <Table.Th ta="end">{t('details.affinity')}</Table.Th>
                <Table.Th>{t('details.basis')}</Table.Th>
                <Table.Th ta="end">{t('details.held')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {facts.targets.map(({ pocket, title, affinity, basis }) => {
                const share = held.find((each) => each.pocket === pocket)?.share;
                return (
                  <Table.Tr key={pocket}>
                    <Table.Td>{title}</Table.Td>
                    <Table.Td ta="end">{affinity.replace(/\buM/, 'µM')}</Table.Td>
                    <Table.Td>{t(`bases.${basis}`, { defaultValue: basis })}</Table.Td>
                    <Table.Td ta="end">{share === undefined ? '–' : percent(share)}</Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Part>
      )}
      <DrugPairs drug={drug} record={record} />
      <ClinicalContext drug={drug} />
      {facts && facts.references.length > 0 && (
        <Part title={t('details.sources')}>
          <List size="xs" spacing={4} lang="en">
            {facts.references.map(({ words, address }) => (
              <List.Item key={words}>
                {address ? (
                  <Anchor href={address} target="_blank" rel="noreferrer" size="xs">
                    {words}
                  </Anchor>
                ) : (
                  words
                )}
              </List.Item>
            ))}
          </List>
        </Part>
      )}
    </Stack>
  );
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <Table.Tr>
      <Table.Th className="quiet" w="58%" style={{ background: 'transparent', fontWeight: 400 }}>
        {name}
      </Table.Th>
      <Table.Td fw={600}>{value}</Table.Td>
    </Table.Tr>
  );
}
