import { ActionIcon, Box, Group, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../../laboratory/laboratory.js';
import type { MeasuredBatch, MeasuredFrame, MeasuredImage } from '../../worker/calls/quantify.js';
import { FieldCanvas } from './field-canvas.js';
import { LayerToggles } from './layer-toggles.js';
import { type Layer, type View, views } from './layers.js';
import { OutlineLayer, type Picked } from './outline-layer.js';
import { ScaleBar } from './scale-bar.js';

const zooms = [1, 1.5, 2, 3, 4, 6] as const;

/** One image, channel by channel, with what was found drawn over it. */
export function Picture(props: {
  readonly batch: MeasuredBatch;
  readonly image: MeasuredImage;
  readonly frame: number;
  readonly picked: Picked | undefined;
  onFrame(frame: number): void;
}) {
  const { batch, image, frame: number, picked, onFrame } = props;
  const { t } = useTranslation('quantify');
  const [frame, setFrame] = useState<MeasuredFrame>();
  const [view, setView] = useState<View>('together');
  const [shown, setShown] = useState<ReadonlySet<Layer>>(new Set(['cells', 'nuclei', 'puncta', 'holes']));
  const [zoom, setZoom] = useState(0);
  const { ref, width } = useElementSize();
  const window = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let current = true;
    laboratory()
      .measuredFrame(image.place, number)
      .then((found) => current && setFrame(found));
    return () => {
      current = false;
    };
  }, [batch, image.place, number]);
  // A row that somebody chose comes into the middle, as far as the picture reaches.
  useEffect(() => {
    const box = window.current;
    if (picked === undefined || frame === undefined || box === null) return;
    const across = box.scrollWidth / frame.width;
    box.scrollTo({
      left: (picked.x / image.pixel) * across - box.clientWidth / 2,
      top: (picked.y / image.pixel) * across - box.clientHeight / 2,
    });
    box.scrollIntoView({ block: 'nearest' });
  }, [picked, frame, image.pixel]);
  if (frame === undefined) return <Box style={{ aspectRatio: '1' }} />;
  const present = views.filter((each) => (each === 'together' ? hasSeveral(frame) : frame.channels[each]));
  const chosen = present.includes(view) ? view : present[0];
  const scale = frame.width / Math.max(1, width * zooms[zoom]);
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('picture.channel')}
          value={chosen}
          onChange={(each) => setView(each as View)}
          data={present.map((value) => ({
            value,
            label: value === 'together' ? t('picture.together') : t(`roles.${value}`),
          }))}
        />
        <Group gap={4}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('picture.smaller')}
            disabled={zoom === 0}
            onClick={() => setZoom(zoom - 1)}
          >
            <IconZoomOut size={18} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('picture.larger')}
            disabled={zoom === zooms.length - 1}
            onClick={() => setZoom(zoom + 1)}
          >
            <IconZoomIn size={18} />
          </ActionIcon>
        </Group>
      </Group>
      <div ref={ref} />
      <Box
        ref={window}
        role="group"
        aria-label={t('picture.label', { name: image.name })}
        tabIndex={zoom > 0 ? 0 : undefined}
        style={{
          overflow: zoom > 0 ? 'auto' : 'hidden',
          maxHeight: zoom > 0 ? width : undefined,
          borderRadius: 8,
          background: '#000',
        }}
      >
        <Box pos="relative" style={{ width: `${100 * zooms[zoom]}%` }}>
          <FieldCanvas frame={frame} view={chosen} />
          <svg
            viewBox={`0 0 ${frame.width} ${frame.height}`}
            role="img"
            aria-label={t('picture.alt', altOf(frame))}
            style={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }}
          >
            <OutlineLayer frame={frame} shown={shown} scale={scale} />
            {picked && <Cross picked={picked} pixel={image.pixel} scale={scale} />}
            <ScaleBar frame={frame} pixel={image.pixel} scale={scale} />
          </svg>
        </Box>
      </Box>
      <LayerToggles frame={frame} shown={shown} onShown={setShown} />
      {image.frames > 1 && (
        <Box>
          <Text size="sm" className="quiet" mb={4}>
            {t('picture.frame', { frame: number, frames: image.frames })}
          </Text>
          <Slider
            min={1}
            max={image.frames}
            value={number}
            onChange={onFrame}
            label={null}
            thumbLabel={t('picture.frame', { frame: number, frames: image.frames })}
          />
        </Box>
      )}
    </Stack>
  );
}

function hasSeveral({ channels }: MeasuredFrame): boolean {
  return channels.actin !== undefined && channels.film !== undefined;
}

function altOf({ outlines }: MeasuredFrame) {
  const { cells, puncta, holes } = outlines;
  return {
    count: cells.filter(({ excluded }) => excluded === undefined).length,
    puncta: puncta.length,
    mature: puncta.filter(({ mature }) => mature).length,
    holes: holes.length,
  };
}

/** Where the object of a chosen row is. */
function Cross({ picked, pixel, scale }: { readonly picked: Picked; readonly pixel: number; readonly scale: number }) {
  const [x, y] = [picked.x / pixel, picked.y / pixel];
  const [near, far] = [12 * scale, 26 * scale];
  const path = `M${x - far} ${y}H${x - near}M${x + near} ${y}H${x + far}M${x} ${y - far}V${y - near}M${x} ${y + near}V${y + far}`;
  return (
    <g fill="none" data-picked>
      <path d={path} stroke="#000" strokeWidth={5} vectorEffect="non-scaling-stroke" />
      <path d={path} stroke="#fff" strokeWidth={2.5} vectorEffect="non-scaling-stroke" />
    </g>
  );
}
