import { NumberInput, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../study/use-study.js';
import { inHours } from './schedule.js';
import { endOfStudy, HypotheticalSwitch } from './treatment-view.js';

/** Readings of a study, at most: one per day, or fewer of a long one. */
const mostReadings = 14;

/** The cell, how long it is watched, and whether more than people have been given may be explored. */
export function TreatmentControls({
  study,
  cells,
}: {
  readonly study: WrittenStudy;
  readonly cells: readonly string[];
}) {
  const { t } = useTranslation('treatment');
  const cell = study.at(['cell']);
  return (
    <Stack gap="md">
      <Select
        label={t('controls.cell')}
        searchable
        allowDeselect={false}
        value={typeof cell === 'string' ? cell : null}
        data={[...cells]}
        onChange={(next) => next !== null && study.change(['cell'], next)}
      />
      <NumberInput
        label={t('controls.days')}
        description={t('controls.daysNote')}
        min={1}
        max={120}
        allowDecimal={false}
        value={endOfStudy(study) / 24}
        onChange={(days) => {
          if (typeof days !== 'number' || days < 1) return;
          const readings = Math.min(mostReadings, days);
          const times = Array.from({ length: readings }, (_, k) =>
            inHours(Math.round((24 * days * (k + 1)) / readings)),
          );
          const quick = study.quick && study.at(['quick', 'timepoints']) !== undefined;
          study.change(quick ? ['quick', 'timepoints'] : ['timepoints'], times);
        }}
      />
      <HypotheticalSwitch study={study} />
    </Stack>
  );
}
