import { Chip, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MeasuredFrame } from '../../worker/calls/quantify.js';
import { type Layer, layers, lines } from './layers.js';

/** Switches of what is drawn over the picture; each shows its line and how many there are. */
export function LayerToggles(props: {
  readonly frame: MeasuredFrame;
  readonly shown: ReadonlySet<Layer>;
  onShown(shown: ReadonlySet<Layer>): void;
}) {
  const { frame, shown, onShown } = props;
  const { t } = useTranslation('quantify');
  const { outlines } = frame;
  return (
    <Stack gap={6}>
      <Group gap="xs" role="group" aria-label={t('layers.label')}>
        {layers
          .filter((layer) => outlines[layer].length > 0)
          .map((layer) => (
            <Chip
              key={layer}
              size="sm"
              variant="outline"
              checked={shown.has(layer)}
              onChange={(checked) => {
                const next = new Set(shown);
                if (checked) next.add(layer);
                else next.delete(layer);
                onShown(next);
              }}
            >
              <Group gap={8} wrap="nowrap" component="span">
                <Sample layer={layer} />
                {t(`layers.${layer}`, { count: outlines[layer].length })}
              </Group>
            </Chip>
          ))}
      </Group>
      <Text size="xs" className="quiet" lh={1.45}>
        {t('layers.legend')}
      </Text>
    </Stack>
  );
}

/** A piece of the line, on the dark ground it has in the picture. */
function Sample({ layer }: { readonly layer: Layer }) {
  return (
    <svg width={30} height={16} aria-hidden style={{ background: '#14222e', borderRadius: 4, flex: 'none' }}>
      {layer === 'puncta' ? (
        <g fill="none">
          <circle cx={8} cy={8} r={4} stroke={lines.precursor.stroke} strokeWidth={1.5} />
          <circle cx={21} cy={8} r={3} stroke={lines.mature.stroke} strokeWidth={1.5} />
          <circle cx={21} cy={8} r={6} stroke={lines.mature.stroke} strokeWidth={1.5} />
        </g>
      ) : (
        <path d="M3 8H27" {...sampleOf[layer]} strokeLinecap="round" />
      )}
    </svg>
  );
}

const sampleOf = {
  cells: { stroke: lines.cell.stroke, strokeWidth: 2.5 },
  nuclei: { stroke: lines.nucleus.stroke, strokeWidth: 2, strokeDasharray: lines.nucleus.dash },
  holes: { stroke: lines.hole.stroke, strokeWidth: 2.5 },
} as const;
