import { Group, Select, Slider, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Menus } from '../../../worker/calls/menus.js';
import { ChangeRow } from './change-row.js';
import { numberIn } from './levels.js';

/** A molecule, and the share of it that is taken away. */
export function KnockdownRow(props: {
  readonly molecule: string;
  readonly share: unknown;
  readonly taken: readonly string[];
  readonly menus: Menus;
  readonly disabled: boolean;
  onShare(share: string): void;
  onChosen(molecule: string): void;
  onRemoved(): void;
}) {
  const { molecule, share, taken, menus, disabled, onShare, onChosen, onRemoved } = props;
  const { t } = useTranslation('assay');
  const percent = numberIn(share, '%');
  const known = menus.molecules.some(({ id }) => id === molecule);
  return (
    <ChangeRow
      disabled={disabled}
      onRemoved={onRemoved}
      below={
        <>
          <Group justify="space-between" mt="xs" mb={4}>
            <Text size="sm" fw={500}>
              {t('removed')}
            </Text>
            <Text size="sm" className="quiet">
              {percent === undefined ? String(share) : `${percent} %`}
            </Text>
          </Group>
          <Slider
            min={0}
            max={100}
            label={null}
            disabled={disabled || percent === undefined}
            value={percent ?? 0}
            onChange={(value) => onShare(`${value} %`)}
            thumbLabel={t('removed')}
            thumbProps={{ 'aria-valuetext': `${percent ?? ''} %` }}
          />
        </>
      }
    >
      <Select
        label={t('kinds.knockdown')}
        searchable
        allowDeselect={false}
        disabled={disabled}
        data={[
          ...(known ? [] : [{ value: molecule, label: molecule }]),
          ...menus.molecules
            .filter(({ id }) => id === molecule || !taken.includes(id))
            .map(({ id, name }) => ({ value: id, label: id === name ? id : `${id} · ${name}` })),
        ]}
        value={molecule}
        onChange={(chosen) => chosen && chosen !== molecule && onChosen(chosen)}
        nothingFoundMessage={t('nothingFound')}
      />
    </ChangeRow>
  );
}
