import { ActionIcon, Group, Slider, Text } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock } from './clock.js';

const frame = 120;

/** Back and forth in time; at the end it follows what is still growing. */
export function TimeBar(props: {
  /** s, of the looks so far */
  readonly times: readonly number[];
  /** s, where the film ends */
  readonly end: number;
  /** Number of the look that is shown. */
  readonly shown: number;
  /** Undefined: the latest. */
  onChange(look: number | undefined): void;
}) {
  const { times, end, shown, onChange } = props;
  const { t } = useTranslation('assay');
  const clock = useClock();
  const [playing, setPlaying] = useState(false);
  const last = times.length - 1;
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (shown < last) onChange(shown + 1);
      else {
        setPlaying(false);
        onChange(undefined);
      }
    }, frame);
    return () => clearTimeout(timer);
  }, [playing, shown, last, onChange]);
  return (
    <Group gap="sm" wrap="nowrap">
      <ActionIcon
        size="lg"
        variant="light"
        radius="xl"
        disabled={last < 1}
        aria-label={playing ? t('pause') : t('play')}
        onClick={() => {
          if (!playing && shown >= last) onChange(0);
          setPlaying(!playing);
        }}
      >
        {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
      </ActionIcon>
      <Slider
        flex={1}
        min={0}
        max={Math.max(1, times.length < 2 ? 1 : Math.round(end / times[1]))}
        disabled={last < 1}
        value={Math.max(0, shown)}
        onChange={(look) => {
          setPlaying(false);
          onChange(look >= last ? undefined : look);
        }}
        label={null}
        thumbLabel={t('time')}
        thumbProps={{ 'aria-valuetext': clock(times[shown] ?? 0) }}
      />
      <Text size="sm" ta="right" style={{ whiteSpace: 'nowrap' }}>
        <strong>{clock(times[shown] ?? 0)}</strong> <span className="quiet">/ {clock(end)}</span>
      </Text>
    </Group>
  );
}
