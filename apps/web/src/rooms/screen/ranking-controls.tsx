import type { DrugScreenRecord } from '@invadolab/results';
import { Group, Select, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DrugFacts } from '../../worker/drug-facts.js';
import { environmentWords } from './environment-words.js';
import { brainShare, type RankingFilter, rankingOrders } from './ranking-filter.js';
import { percent } from './words.js';

/** Search, filters and order of a ranking. */
export function RankingControls(props: {
  readonly record: DrugScreenRecord;
  readonly facts: Readonly<Record<string, DrugFacts>>;
  readonly filter: RankingFilter;
  onChange(filter: RankingFilter): void;
}) {
  const { record, facts, filter, onChange } = props;
  const { t } = useTranslation('screen');
  const change = (part: Partial<RankingFilter>) => onChange({ ...filter, ...part });
  const targets = record.ranked.flatMap(({ drug }) => facts[drug]?.targets ?? []);
  const molecules = [...new Set(targets.map(({ molecule }) => molecule))].sort();
  const sites = [...new Set(targets.map(({ site }) => site))].sort();
  const flex = '1 1 150px';
  return (
    <Group gap="sm">
      <TextInput
        flex="1.4 1 190px"
        aria-label={t('filter.words')}
        placeholder={t('filter.words')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.words}
        onChange={({ currentTarget }) => change({ words: currentTarget.value })}
      />
      <Select
        flex={flex}
        aria-label={t('filter.target')}
        placeholder={t('filter.target')}
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clear') }}
        searchable
        nothingFoundMessage={t('filter.none')}
        value={filter.target}
        onChange={(target) => change({ target })}
        data={[
          {
            group: t('filter.classes'),
            items: sites.map((site) => ({ value: `site:${site}`, label: t(`sites.${site}`, { defaultValue: site }) })),
          },
          {
            group: t('filter.molecules'),
            items: molecules.map((molecule) => ({ value: `molecule:${molecule}`, label: molecule })),
          },
        ]}
      />
      <Select
        flex={flex}
        aria-label={t('filter.status')}
        placeholder={t('filter.status')}
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clear') }}
        value={filter.status}
        onChange={(status) => change({ status: status as RankingFilter['status'] })}
        data={(['approved', 'trials', 'research'] as const).map((value) => ({ value, label: t(`stages.${value}`) }))}
      />
      <Select
        flex={flex}
        aria-label={t('filter.where')}
        allowDeselect={false}
        value={String(filter.context ?? 'all')}
        onChange={(value) => change({ context: value === 'all' || value === null ? null : Number(value) })}
        data={[
          { value: 'all', label: t('filter.everywhere') },
          ...record.contexts.map(({ name, environment }, at) => ({
            value: String(at),
            label: t('filter.context', { cell: name, environment: environmentWords(t, environment) }),
          })),
        ]}
      />
      <Select
        flex={flex}
        aria-label={t('filter.order')}
        allowDeselect={false}
        value={filter.order}
        onChange={(order) => change({ order: (order ?? 'rank') as RankingFilter['order'] })}
        data={rankingOrders.map((value) => ({ value, label: t(`orders.${value}`) }))}
      />
      <Switch
        label={t('filter.brain', { share: percent(brainShare) })}
        checked={filter.brain}
        onChange={({ currentTarget }) => change({ brain: currentTarget.checked })}
      />
    </Group>
  );
}
