import { ActionIcon, Group, Slider, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDuration } from './words.js';

/** ms between two looks of the time-lapse. */
const pace = 140;

/** Time since the start, to be drawn along or played. */
export function TimeBar(props: {
  /** s */
  readonly times: readonly number[];
  /** Position of the look that is shown. */
  readonly shown: number;
  /** Whether the latest look is shown whenever there is a new one. */
  readonly following: boolean;
  /** Shows a look; undefined: always the latest. */
  onShow(look: number | undefined): void;
}) {
  const { times, shown, following, onShow } = props;
  const { t } = useTranslation('tissue');
  const duration = useDuration();
  const [playing, setPlaying] = useState(false);
  const last = times.length - 1;
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (shown < last) onShow(shown + 1);
      else setPlaying(false);
    }, pace);
    return () => clearTimeout(timer);
  }, [playing, shown, last, onShow]);
  return (
    <Group gap="md" px="md" py="sm" wrap="nowrap" style={{ borderTop: '1px solid var(--lab-rule)' }}>
      <ActionIcon
        variant="light"
        size="lg"
        radius="xl"
        disabled={last < 1}
        aria-label={playing ? t('time.pause') : t('time.play')}
        onClick={() => {
          if (!playing && shown >= last) onShow(0);
          setPlaying(!playing);
        }}
      >
        {playing ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />}
      </ActionIcon>
      <Slider
        flex={1}
        min={0}
        max={Math.max(1, last)}
        value={Math.max(0, shown)}
        disabled={last < 1}
        label={(look) => duration(times[Math.min(look, last)] ?? 0)}
        thumbLabel={t('time.label')}
        thumbValueText={duration(times[shown] ?? 0)}
        onChange={(look) => {
          setPlaying(false);
          onShow(look >= last ? undefined : look);
        }}
      />
      <Text size="sm" fw={600} miw={72} ta="right" aria-live={following ? 'polite' : 'off'}>
        {duration(times[shown] ?? 0)}
      </Text>
    </Group>
  );
}
