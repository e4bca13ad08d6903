import { Button, Chip, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../worker/score-board.js';
import { everything, type Filter, filtered } from './filter.js';
import { StandingIcon, standings } from './standing.js';

/** What of the score card is shown: how a row stands, its role, topic, assay and paper, and words in it. */
export function FilterBar(props: {
  readonly rows: readonly BoardRow[];
  readonly filter: Filter;
  readonly shown: number;
  onChange(filter: Filter): void;
}) {
  const { rows, filter, shown, onChange } = props;
  const { t } = useTranslation('evidence');
  const change = (part: Partial<Filter>) => onChange({ ...filter, ...part });
  const beside = filtered(rows, filter, 'standing');
  const choices = (key: 'role' | 'system' | 'assay' | 'paper', say: (row: BoardRow) => string) => {
    const first = new Map(rows.flatMap((row) => (row[key] === undefined ? [] : [[row[key], row] as const])));
    return [...first]
      .map(([value, row]) => ({ value, label: say(row) }))
      .filter(({ label }) => label !== '')
      .sort((a, b) => a.label.localeCompare(b.label));
  };
  const select = (key: 'role' | 'system' | 'assay' | 'paper', say: (row: BoardRow) => string) => (
    <Select
      size="sm"
      aria-label={t(`filter.${key}`)}
      placeholder={t(`filter.${key}`)}
      data={choices(key, say)}
      value={filter[key]}
      onChange={(value) => change({ [key]: value })}
      clearable
      clearButtonProps={{ 'aria-label': t('filter.clear') }}
      searchable={key === 'paper'}
      nothingFoundMessage={t('filter.none')}
      flex="1 1 140px"
    />
  );
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <TextInput
          flex="2 1 220px"
          aria-label={t('filter.words')}
          placeholder={t('filter.words')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter.words}
          onChange={({ currentTarget }) => change({ words: currentTarget.value })}
        />
        {select('role', ({ role }) => t(`roles.${role}.short`))}
        {select('system', ({ system }) => t(`systems.${system}`))}
        {select('assay', ({ assay }) => t(`assays.${assay}`))}
        {select('paper', ({ citation }) => (citation ? citedWords(citation) : ''))}
      </Group>
      <Chip.Group
        value={filter.standing ?? 'all'}
        onChange={(value) => change({ standing: standingOf(String(value)) })}
      >
        <Group gap={6} role="radiogroup" aria-label={t('filter.standing')}>
          <Chip value="all" size="xs" variant="outline">
            {t('filter.all')} · {beside.length}
          </Chip>
          {standings.map((standing) => (
            <Chip key={standing} value={standing} size="xs" variant="outline">
              <Group component="span" gap={5} display="inline-flex" wrap="nowrap">
                <StandingIcon standing={standing} size={13} />
                {t(`standing.${standing}`)} · {beside.filter((row) => row.standing === standing).length}
              </Group>
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Group gap="sm" mih={26}>
        <Text size="sm" className="quiet" aria-live="polite">
          {t('filter.shown', { shown, count: rows.length })}
        </Text>
        {filter !== everything && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(everything)}>
            {t('filter.reset')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function standingOf(value: string): Filter['standing'] {
  return standings.find((each) => each === value) ?? null;
}

/** A paper in short: its first author and year, or the journal where nobody knows the authors. */
export function citedWords({ authors, year, journal = '' }: NonNullable<BoardRow['citation']>): string {
  const known = !authors.startsWith('authors not');
  const [first, ...others] = authors.replace(/ \(.*$/, '').split(', ');
  const who = known ? `${first}${others.length > 0 ? ' et al.' : ''}` : journal.replace(/ \(.*$/, '');
  return [who, year].filter(Boolean).join(' ');
}
