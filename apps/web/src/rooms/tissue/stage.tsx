import { ActionIcon, Box, Group, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArmFrame } from './arm-frame.js';
import { FlatDrawing } from './flat-drawing.js';
import { LookControls, type Looking } from './look-controls.js';
import { paletteOf } from './scene/palette.js';
import { barLength, edgesOf, gridStep } from './scene/space.js';
import { fieldAt, fieldsOf, mostOf, rangeOf, type Sight } from './seen.js';
import { useScene } from './use-scene.js';
import { rounded } from './words.js';

/** Degrees that one press of an arrow turns. */
const turn = 8;

/** Tissues side by side, seen from the same place. */
export function Stage(props: {
  readonly sights: readonly Sight[];
  /** Arms that have a place, whether there is something to be seen of them or not. */
  readonly places: number;
  /** Whether all of them were followed to the end of the study. */
  readonly whole: boolean;
  /** s */
  readonly time: number;
  readonly choices: readonly { readonly id: string; readonly title: string }[];
  onChoose(place: number, arm: string): void;
}) {
  const { sights, places, whole, time, choices, onChoose } = props;
  const { t } = useTranslation('tissue');
  const palette = paletteOf(useComputedColorScheme('light'));
  const [looking, setLooking] = useState<Looking>({ colourBy: 'kind' });
  const canvas = useRef<HTMLCanvasElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const [frames, setFrames] = useState<readonly (HTMLElement | null)[]>([]);
  const setFrame = useCallback((place: number, element: HTMLElement | null) => {
    setFrames((old) => Object.assign([...old], { [place]: element }));
  }, []);
  const all = sights.map(({ moments }) => moments);
  const fields = fieldsOf(all);
  const slot = looking.field === undefined ? fields[0]?.slot : looking.field;
  const shown = sights.flatMap((sight, i) => {
    const frame = frames[i];
    const moment = sight.moments[sight.look];
    if (!frame || moment === undefined) return [];
    const field = slot ? fieldAt(sight.moments, sight.look, slot) : undefined;
    return [{ frame, moment, field, start: slot ? fieldAt(sight.moments, 0, slot) : undefined }];
  });
  const kept = looking.kept ?? (shown[0]?.moment.vessel === undefined ? 1 : 0.5);
  const range = rangeOf(all, slot ?? '');
  const most = mostOf(all, looking.colourBy);
  const look = { palette, colourBy: looking.colourBy, most, range, kept };
  const [length, setLength] = useState(100);
  const { scene, flat } = useScene(canvas, shown, look, (pixels) => {
    const next = barLength(110 / pixels);
    if (next !== length) setLength(next);
    if (bar.current) bar.current.style.width = `${next * pixels}px`;
  });
  const first = shown[0]?.moment;
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => scene?.turn(-turn, 0),
    ArrowRight: () => scene?.turn(turn, 0),
    ArrowUp: () => scene?.turn(0, turn),
    ArrowDown: () => scene?.turn(0, -turn),
    '+': () => scene?.approach(1.15),
    '=': () => scene?.approach(1.15),
    '-': () => scene?.approach(1 / 1.15),
    Home: () => scene?.reset(),
  };
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  };
  return (
    <Stack gap={0}>
      <Box
        className="tissue-stage"
        data-whole={whole || undefined}
        tabIndex={0}
        role="group"
        aria-label={t('stage.label')}
        onKeyDown={press}
      >
        {!flat && <canvas ref={canvas} role="img" aria-label={t('stage.picture')} />}
        <div className="tissue-frames" data-places={places}>
          {Array.from({ length: places }, (_, i) => (
            <ArmFrame
              key={i}
              place={i}
              sight={sights[i]}
              choices={choices}
              onChoose={(arm) => onChoose(i, arm)}
              onFrame={setFrame}
            >
              {flat && sights[i] && (
                <FlatDrawing
                  moment={sights[i].moments[sights[i].look]}
                  palette={palette}
                  colourBy={looking.colourBy}
                  most={most}
                />
              )}
            </ArmFrame>
          ))}
        </div>
        {!flat && first && (
          <>
            <Box className="tissue-scale" aria-hidden>
              <div ref={bar} />
              <span>{`${rounded(length)} µm`}</span>
            </Box>
            <Group className="tissue-tools" gap={4}>
              <Text size="xs" className="quiet" mr={6} visibleFrom="sm">
                {t('stage.box', { edges: edgesOf(first).map(rounded).join(' × '), step: gridStep(edgesOf(first)) })}
              </Text>
              <ActionIcon variant="default" aria-label={t('stage.nearer')} onClick={() => scene?.approach(1.25)}>
                <IconPlus size={16} />
              </ActionIcon>
              <ActionIcon variant="default" aria-label={t('stage.farther')} onClick={() => scene?.approach(0.8)}>
                <IconMinus size={16} />
              </ActionIcon>
              <ActionIcon variant="default" aria-label={t('stage.reset')} onClick={() => scene?.reset()}>
                <IconFocusCentered size={16} />
              </ActionIcon>
            </Group>
          </>
        )}
      </Box>
      <LookControls
        looking={{ ...looking, field: slot, kept }}
        onLook={setLooking}
        fields={fields}
        range={range}
        most={most}
        palette={palette}
        sights={sights}
        flat={flat}
        time={time}
      />
    </Stack>
  );
}
