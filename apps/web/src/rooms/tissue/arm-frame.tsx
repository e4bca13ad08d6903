import { Loader, NativeSelect, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sight } from './seen.js';

/** The place of one arm: which it is, how many cells it has now, and below that its picture. */
export function ArmFrame(props: {
  readonly place: number;
  readonly sight: Sight | undefined;
  readonly choices: readonly { readonly id: string; readonly title: string }[];
  readonly children?: ReactNode;
  onChoose(arm: string): void;
  /** Told once where the picture of this place belongs. */
  onFrame(place: number, element: HTMLElement | null): void;
}) {
  const { place, sight, choices, children, onChoose, onFrame } = props;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    onFrame(place, frame.current);
    return () => onFrame(place, null);
  }, [place, onFrame]);
  const { t } = useTranslation('tissue');
  const cells = sight?.moments[sight.look]?.cells.radius.length;
  return (
    <div className="tissue-frame" ref={frame}>
      {children}
      <div className="tissue-caption">
        {sight && choices.length > 1 ? (
          <NativeSelect
            size="xs"
            aria-label={t('stage.arm')}
            value={sight.arm}
            onChange={({ currentTarget }) => onChoose(currentTarget.value)}
            data={choices.map(({ id, title }) => ({ value: id, label: title }))}
          />
        ) : (
          <Text size="sm" fw={600}>
            {sight?.title}
          </Text>
        )}
        {cells !== undefined && (
          <Text size="sm" className="quiet">
            {t('stage.cells', { count: cells })}
          </Text>
        )}
      </div>
      {sight === undefined && <Loader className="tissue-wait" size="sm" aria-label={t('stage.waiting')} />}
    </div>
  );
}
