import { Box, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { WatchNews } from '../../worker/calls/watch.js';

/** One picture of the microscope: actin amber over a film in blue, which is dark where it is gone. */
export function Micrograph({ title, moment }: { readonly title: string; readonly moment: WatchNews }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { width, height, channels } = moment;
    const picture = context.createImageData(width, height);
    const film = channels.find(({ name }) => name === 'film')?.data;
    const actin = channels.find(({ name }) => name === 'actin')?.data;
    for (let i = 0; i < width * height; i++) {
      const blue = film ? Math.min(1, film[i] / 1300) : 0;
      const amber = actin ? Math.min(1, Math.max(0, (actin[i] - 300) / 900)) : 0;
      picture.data[4 * i] = 255 * Math.min(1, 0.04 * blue + amber);
      picture.data[4 * i + 1] = 255 * Math.min(1, 0.4 * blue + 0.64 * amber);
      picture.data[4 * i + 2] = 255 * Math.min(1, 0.54 * blue + 0.08 * amber);
      picture.data[4 * i + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }, [moment]);
  return (
    <Box>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <canvas
        ref={canvas}
        width={moment.width}
        height={moment.height}
        role="img"
        aria-label={title}
        style={{ width: 360, maxWidth: '100%', borderRadius: 8, background: '#000' }}
      />
    </Box>
  );
}
