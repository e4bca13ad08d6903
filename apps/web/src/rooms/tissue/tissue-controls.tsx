import { NativeSelect, Select, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../../laboratory/laboratory.js';
import type { WrittenStudy } from '../../study/use-study.js';
import type { TissueChoices } from '../../worker/calls/tissue-choices.js';
import { studyText } from '../home/cards.js';
import { ArmList } from './arm-list.js';
import { assayStudies, spoken } from './assay-studies.js';
import { sizeIn, withSize } from './edits.js';
import { KnobSlider } from './knob-slider.js';
import { sizes } from './sizes.js';

/** Menus and sliders of a study on tissue: each is a place of its file. */
export function TissueControls({ study }: { readonly study: WrittenStudy }) {
  const { t } = useTranslation('tissue');
  const assay = String(study.at(['assay']) ?? '');
  const [choices, setChoices] = useState<TissueChoices>();
  useEffect(() => {
    let current = true;
    laboratory()
      .tissueChoices(assay)
      .then((found) => current && setChoices(found));
    return () => {
      current = false;
    };
  }, [assay]);
  const begin = async (next: string) => study.setText(spoken(await studyText(assayStudies[next]), next, t));
  const kind = String(study.at(['matrix', 'kind']) ?? '');
  const matrix = choices?.matrices.find(({ id }) => id === kind);
  const size = sizes[assay];
  const arms = study.at(['arms']);
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('controls.assay')}
        value={assay}
        onChange={({ currentTarget }) => begin(currentTarget.value)}
        data={Object.keys(assayStudies).map((id) => ({ value: id, label: t(`assays.${id}`) }))}
      />
      {choices && (
        <>
          <Select
            label={t('controls.cell')}
            searchable
            allowDeselect={false}
            value={String(study.at(['cell']) ?? '')}
            onChange={(cell) => cell !== null && study.change(['cell'], cell)}
            data={[...choices.cells]}
          />
          {choices.matrices.length > 1 && (
            <NativeSelect
              label={t('controls.matrix')}
              value={kind}
              onChange={({ currentTarget }) => study.change(['matrix'], { kind: currentTarget.value })}
              data={choices.matrices.map(({ id, title }) => ({
                value: id,
                label: t(`matrices.${id}`, { defaultValue: title }),
              }))}
            />
          )}
          {matrix && (
            <Stack gap="sm">
              {choices.matrices.length === 1 && (
                <Text size="sm" fw={500}>
                  {t(`matrices.${matrix.id}`, { defaultValue: matrix.title })}
                </Text>
              )}
              {matrix.knobs.map((knob) => (
                <KnobSlider
                  key={knob.id}
                  knob={knob}
                  label={t(`knobs.${matrix.id}.${knob.id}`, { defaultValue: knob.title })}
                  written={study.at(['matrix', knob.id])}
                  onWrite={(value) => study.change(['matrix', knob.id], value)}
                />
              ))}
            </Stack>
          )}
          {choices.oxygen && (
            <KnobSlider
              knob={choices.oxygen}
              label={t('controls.oxygen')}
              percent
              written={study.at(['environment', 'oxygen'])}
              onWrite={(value) => study.change(['environment'], { ...environmentOf(study), oxygen: value })}
            />
          )}
          {size && (
            <KnobSlider
              knob={{ id: size.cells, title: '', unit: '1', value: size.usual, low: size.low, high: size.high }}
              label={t('controls.size')}
              whole
              written={sizeIn(arms, size)}
              onWrite={(cells) => study.setText(withSize(study.text, arms, size, Number(cells)))}
            />
          )}
          <ArmList study={study} molecules={choices.molecules} drugs={choices.drugs} />
        </>
      )}
    </Stack>
  );
}

function environmentOf(study: WrittenStudy): Readonly<Record<string, unknown>> {
  const found = study.at(['environment']);
  return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
}
