import { Group, SegmentedControl, Select, Slider, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Menus } from '../../../worker/calls/menus.js';
import type { DrugEntry } from './arm-file.js';
import { ChangeRow } from './change-row.js';
import { levelAt, levelPlaces, numberIn, placeOf, printed, writtenLevel } from './levels.js';

type Basis = 'free' | 'nominal';

const usualLevel = '10 nM';

/** A drug and the level at which it is held. */
export function DrugRow(props: {
  readonly drug: DrugEntry;
  readonly menus: Menus;
  readonly disabled: boolean;
  onLevel(basis: Basis, level: string): void;
  onChosen(drug: object): void;
  onRemoved(): void;
}) {
  const { drug, menus, disabled, onLevel, onChosen, onRemoved } = props;
  const { t } = useTranslation('assay');
  const found = menus.drugs.find(({ id, name }) => id === drug.name || name === drug.name);
  const basis = drug.free !== undefined ? 'free' : drug.nominal !== undefined ? 'nominal' : undefined;
  const level = basis === undefined ? undefined : drug[basis];
  const nanomolar = numberIn(level, 'nM');
  const taken = (id: string) => {
    const chosen = menus.drugs.find((each) => each.id === id);
    if (chosen === undefined) return;
    const { free: _free, nominal: _nominal, dose: _dose, ...rest } = drug;
    const how = basis === 'nominal' && chosen.nominal ? 'nominal' : 'free';
    onChosen({ ...rest, name: id, ...(!chosen.vehicle && { [how]: level ?? usualLevel }) });
  };
  return (
    <ChangeRow
      disabled={disabled}
      onRemoved={onRemoved}
      below={
        basis !== undefined ? (
          <Stack gap={8} mt="xs">
            <SegmentedControl
              size="xs"
              fullWidth
              disabled={disabled}
              aria-label={t('basis.label')}
              value={basis}
              onChange={(value) => {
                const { free: _free, nominal: _nominal, ...rest } = drug;
                onChosen({ ...rest, [value]: level });
              }}
              data={[
                { value: 'free', label: t('basis.free') },
                { value: 'nominal', label: t('basis.nominal'), disabled: found?.nominal === false },
              ]}
            />
            {nanomolar === undefined ? (
              <Text size="xs" className="quiet">
                {t('levels', {
                  levels: Array.isArray(level)
                    ? level.map((each) => printed(String(each))).join(', ')
                    : printed(String(level)),
                })}
              </Text>
            ) : (
              <>
                <Group justify="space-between">
                  <Text size="sm" fw={500}>
                    {t('level')}
                  </Text>
                  <Text size="sm" className="quiet">
                    {printed(writtenLevel(nanomolar))}
                  </Text>
                </Group>
                <Slider
                  min={0}
                  max={levelPlaces}
                  label={null}
                  disabled={disabled || nanomolar <= 0}
                  value={placeOf(nanomolar)}
                  onChange={(place) => onLevel(basis, writtenLevel(levelAt(place)))}
                  marks={basis === 'free' && found?.freePeak !== undefined ? [{ value: placeOf(found.freePeak) }] : []}
                  thumbLabel={t('level')}
                  thumbProps={{ 'aria-valuetext': printed(writtenLevel(nanomolar)) }}
                />
                {found?.freePeak !== undefined && (
                  <Text size="xs" className="quiet">
                    {t('freePeak', { level: printed(writtenLevel(found.freePeak)) })}
                  </Text>
                )}
              </>
            )}
          </Stack>
        ) : drug.dose !== undefined ? (
          <Text size="xs" className="quiet" mt="xs">
            {t('dosed', { dose: String(drug.dose) })}
          </Text>
        ) : null
      }
    >
      <Select
        label={t('kinds.drug')}
        searchable
        allowDeselect={false}
        disabled={disabled || drug.dose !== undefined}
        data={[
          { group: t('drugs'), items: menus.drugs.filter(({ vehicle }) => !vehicle).map(choice) },
          { group: t('solvents'), items: menus.drugs.filter(({ vehicle }) => vehicle).map(choice) },
        ]}
        value={found?.id ?? null}
        onChange={(id) => id && taken(id)}
        nothingFoundMessage={t('nothingFound')}
      />
    </ChangeRow>
  );
}

function choice({ id, name }: Menus['drugs'][number]) {
  return { value: id, label: name };
}
