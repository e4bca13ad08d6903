import { Group, NativeSelect, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { unitText } from '../../figures/numbers.js';
import type { TissueField } from '../../worker/tissue/field.js';
import { cellKinds } from '../../worker/tissue/moment.js';
import type { ColourBy, Palette } from './scene/palette.js';
import { countsOf, type Sight } from './seen.js';
import { rounded, useTitles } from './words.js';

/** How somebody looks at tissues. */
export interface Looking {
  readonly colourBy: ColourBy;
  /** Slot of the field that is shown; absent: the first. Empty: none. */
  readonly field?: string;
  /** Share of the block that is not cut away; absent: all of it, or half where a vessel would be hidden. */
  readonly kept?: number;
}

/** What is shown of cells and of what is around them, with the colours of both. */
export function LookControls(props: {
  readonly looking: Looking & { readonly kept: number };
  readonly fields: readonly TissueField[];
  readonly range: readonly [number, number];
  readonly most: number;
  readonly palette: Palette;
  readonly sights: readonly Sight[];
  readonly flat: boolean;
  readonly time: number;
  onLook(looking: Looking): void;
}) {
  const { looking, fields, range, most, palette, sights, flat, onLook } = props;
  const { t } = useTranslation('tissue');
  const titles = useTitles();
  const cut = useId();
  const field = fields.find(({ slot }) => slot === looking.field);
  const now = sights.flatMap(({ moments, look }) => moments[look] ?? []);
  const modes: readonly ColourBy[] = [
    'kind',
    ...(now.every(({ cells }) => cells.structures) ? (['structures'] as const) : []),
    ...(now.every(({ cells }) => cells.path) ? (['path'] as const) : []),
  ];
  const kinds = cellKinds.filter((kind) => kind !== 'dying' || now.some((moment) => countsOf(moment).dying > 0));
  return (
    <Group className="tissue-look" gap="xl" align="flex-start">
      <Stack gap={8} flex="1 1 240px">
        <Text size="xs" fw={600} className="quiet">
          {t('look.cells')}
        </Text>
        {modes.length > 1 && (
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('look.cells')}
            value={modes.includes(looking.colourBy) ? looking.colourBy : 'kind'}
            onChange={(colourBy) => onLook({ ...looking, colourBy: colourBy as ColourBy })}
            data={modes.map((value) => ({ value, label: t(`look.by.${value}`) }))}
          />
        )}
        {looking.colourBy === 'kind' ? (
          <Group gap="4px 14px">
            {kinds.map((kind) => (
              <Swatch key={kind} colour={palette.kinds[kind]} label={t(`kinds.${kind}`)} />
            ))}
          </Group>
        ) : (
          <Scale
            colours={palette.amount}
            low="0"
            high={looking.colourBy === 'path' ? `${rounded(most)} µm` : rounded(most)}
          />
        )}
      </Stack>
      {fields.length > 0 && !flat && (
        <Stack gap={8} flex="1 1 200px">
          <Text size="xs" fw={600} className="quiet">
            {t('look.around')}
          </Text>
          <NativeSelect
            size="xs"
            aria-label={t('look.around')}
            value={looking.field}
            onChange={({ currentTarget }) => onLook({ ...looking, field: currentTarget.value })}
            data={[
              ...fields.map(({ slot, title }) => ({ value: slot, label: titles.field(slot, title) })),
              { value: '', label: t('look.nothing') },
            ]}
          />
          {field && (
            <Scale
              colours={palette.field}
              low={rounded(range[0])}
              high={[rounded(range[1]), unitText(field.unit)].join(' ')}
            />
          )}
          {field?.slot.startsWith('gel.') && <Swatch colour={palette.cleared} label={t('look.cleared')} />}
        </Stack>
      )}
      {!flat && (
        <Stack gap={8} flex="1 1 160px">
          <Text size="xs" fw={600} className="quiet" id={cut}>
            {t('look.cut')}
          </Text>
          <Slider
            mt={6}
            min={0}
            max={95}
            step={5}
            value={Math.round(100 * (1 - looking.kept))}
            onChange={(gone) => onLook({ ...looking, kept: 1 - gone / 100 })}
            label={(gone) => `${gone} %`}
            thumbLabel={t('look.cut')}
          />
          <Text size="xs" className="quiet">
            {t('look.hint')}
          </Text>
        </Stack>
      )}
    </Group>
  );
}

function Swatch({ colour, label }: { readonly colour: string; readonly label: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      <span className="tissue-swatch" style={{ background: colour }} />
      <Text size="xs">{label}</Text>
    </Group>
  );
}

function Scale(props: { readonly colours: readonly string[]; readonly low: string; readonly high: string }) {
  const { colours, low, high } = props;
  return (
    <div>
      <div className="tissue-ramp" style={{ background: `linear-gradient(to right, ${colours.join(', ')})` }} />
      <Group justify="space-between">
        <Text size="xs">{low}</Text>
        <Text size="xs">{high}</Text>
      </Group>
    </div>
  );
}
