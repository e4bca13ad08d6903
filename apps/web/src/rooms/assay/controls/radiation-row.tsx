import { Group, Slider, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Menus } from '../../../worker/calls/menus.js';
import type { ArmEntry } from './arm-file.js';
import { ChangeRow } from './change-row.js';
import { numberIn } from './levels.js';

const mostGray = 20;

/** The dose of each fraction; how many there are and when is for the study file. */
export function RadiationRow(props: {
  readonly radiation: NonNullable<ArmEntry['radiation']>;
  readonly menus: Menus;
  readonly disabled: boolean;
  onDose(dose: string): void;
  onRemoved(): void;
}) {
  const { radiation, disabled, onDose, onRemoved } = props;
  const { t } = useTranslation('assay');
  const { dose, fractions = 1, every } = radiation;
  const gray = numberIn(dose, 'Gy');
  return (
    <ChangeRow
      disabled={disabled}
      onRemoved={onRemoved}
      below={
        <>
          <Slider
            min={0}
            max={mostGray}
            step={0.5}
            label={null}
            disabled={disabled || gray === undefined}
            value={gray ?? 0}
            onChange={(value) => onDose(`${value} Gy`)}
            thumbLabel={t('kinds.radiation')}
            thumbProps={{ 'aria-valuetext': `${gray ?? ''} Gy` }}
          />
          {fractions > 1 && (
            <Text size="xs" className="quiet" mt="xs">
              {t('fractions', { count: fractions, every: String(every) })}
            </Text>
          )}
        </>
      }
    >
      <Group justify="space-between" h={34} align="center">
        <Text size="sm" fw={500}>
          {t('kinds.radiation')}
        </Text>
        <Text size="sm" className="quiet">
          {gray === undefined ? String(dose) : `${gray} Gy`}
        </Text>
      </Group>
    </ChangeRow>
  );
}
