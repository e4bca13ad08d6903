import { Box, Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchNews } from '../../worker/calls/watch.js';
import { useClock } from './clock.js';
import { type Channels, paint } from './light.js';
import { ScaleBar } from './scale-bar.js';
import type { Lens } from './use-lens.js';

/** One arm under the microscope: its picture at one time, and what can be counted in it. */
export function Micrograph(props: {
  readonly title: string;
  readonly colour: string;
  readonly look: WatchNews;
  readonly ranges: WatchNews['ranges'];
  readonly channels: Channels;
  readonly lens: Lens;
}) {
  const { title, colour, look, ranges, channels, lens } = props;
  const { t } = useTranslation('assay');
  const clock = useClock();
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<ImageData>(null);
  const { ref: frame, width: shownWidth } = useElementSize();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    // The same memory as long as the size stays.
    if (picture.current?.width !== look.width || picture.current.height !== look.height)
      picture.current = context.createImageData(look.width, look.height);
    paint(look, ranges, channels, picture.current);
    context.putImageData(picture.current, 0, 0);
  }, [look, ranges, channels]);
  const { x, y, scale } = lens.at;
  const counted = t('counted', {
    sites: look.values['invadopodia.count.true'] ?? 0,
    area: (look.values['matrix.degraded_area.true'] ?? 0).toFixed(1),
  });
  return (
    <Box component="figure" m={0}>
      <Group gap={8} mb={6} wrap="nowrap" align="center">
        <Box w={4} h={16} style={{ background: colour, borderRadius: 2, flex: 'none' }} />
        <Text size="sm" fw={600} truncate lang="en">
          {title}
        </Text>
      </Group>
      <section
        ref={frame}
        aria-label={t('lens', { title })}
        {...lens.handlers}
        className="microscope"
        style={lens.style}
      >
        <canvas
          ref={canvas}
          width={look.width}
          height={look.height}
          role="img"
          aria-label={`${title}, ${clock(look.time)}: ${counted}`}
          style={{ transform: `translate(${100 * x}%, ${100 * y}%) scale(${scale})` }}
        />
        <ScaleBar perMicron={shownWidth === 0 ? 0 : (shownWidth * scale) / (look.width * look.pixel)} />
      </section>
      <Text component="figcaption" size="xs" className="quiet" mt={6}>
        {counted}
      </Text>
    </Box>
  );
}
