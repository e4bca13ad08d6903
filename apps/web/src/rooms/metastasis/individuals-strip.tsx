import { ActionIcon, Box, Button, Group, NumberInput, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconUsers } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bodies } from '../../worker/individuals.js';
import { month } from './figures.js';
import type { ShownArm } from './free-curves.js';

/** px of one arm */
const row = 14;
const gap = 4;

/** Every individual a column, every arm a row: dark where a metastasis was found early, empty where none was. One can be chosen. */
export function IndividualsStrip(props: {
  readonly bodies: Bodies;
  readonly arms: readonly ShownArm[];
  readonly control: string;
  /** s */
  readonly end: number;
  /** Number from 0; undefined for everybody. */
  readonly chosen: number | undefined;
  onChoose(number: number | undefined): void;
}) {
  const { bodies, arms, control, end, chosen, onChoose } = props;
  const { t } = useTranslation('metastasis');
  const order = useMemo(() => inOrder(bodies[control] ?? []), [bodies, control]);
  const place = chosen === undefined ? -1 : order.indexOf(chosen);
  const step = (by: number) => onChoose(order[Math.min(order.length - 1, Math.max(0, place + by))]);
  const height = arms.length * (row + gap);
  return (
    <Box>
      <Group justify="space-between" mb="xs" gap="sm">
        <Text fw={600} component="h2">
          {t('strip.title')}
        </Text>
        <Group gap={6} wrap="nowrap">
          <Button
            size="compact-sm"
            variant={chosen === undefined ? 'light' : 'subtle'}
            leftSection={<IconUsers size={14} />}
            aria-pressed={chosen === undefined}
            onClick={() => onChoose(undefined)}
          >
            {t('strip.all')}
          </Button>
          <ActionIcon variant="subtle" color="gray" aria-label={t('strip.before')} onClick={() => step(-1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <NumberInput
            size="xs"
            w={72}
            hideControls
            min={1}
            max={order.length}
            value={chosen === undefined ? '' : chosen + 1}
            placeholder="–"
            aria-label={t('strip.number', { n: order.length })}
            onChange={(value) => {
              if (typeof value === 'number' && order.includes(value - 1)) onChoose(value - 1);
            }}
          />
          <ActionIcon variant="subtle" color="gray" aria-label={t('strip.after')} onClick={() => step(1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </Group>
      </Group>
      {/* Keyboard and screen readers use the field and the buttons above. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same choice stands above as a field and buttons */}
      <svg
        className="strip"
        height={height}
        viewBox={`0 0 ${Math.max(1, order.length)} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('strip.label', { n: order.length })}
        onClick={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          onChoose(order[Math.floor(((event.clientX - left) / width) * order.length)]);
        }}
      >
        {arms.map(({ id, colour }, index) => {
          const own = new Map((bodies[id] ?? []).map((each) => [each.number, each]));
          return order.map((number, column) => {
            const body = own.get(number);
            if (body === undefined) return null;
            const share = body.first === undefined ? 0 : 1 - 0.7 * (body.first / end);
            return (
              <rect
                key={`${id} ${number}`}
                x={column + 0.1}
                width={0.8}
                y={index * (row + gap)}
                height={row}
                fill={share > 0 ? colour : 'var(--body-organ)'}
                opacity={share > 0 ? share : 1}
              />
            );
          });
        })}
        {place >= 0 && (
          <rect
            x={place}
            width={1}
            y={0}
            height={height - gap}
            fill="none"
            stroke="currentColor"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <Text size="sm" className="quiet" mt={6} lh={1.5} maw="76ch">
        {t('strip.caption', {
          arms: arms.map(({ title }) => title).join(t('strip.then')),
          months: Math.round(end / month),
        })}
      </Text>
    </Box>
  );
}

/** Those in whom a metastasis is found first come first. */
function inOrder(individuals: Bodies[string]): readonly number[] {
  const time = ({ first = Number.POSITIVE_INFINITY }: Bodies[string][number]) => first;
  return [...individuals]
    .sort((a, b) => (time(a) === time(b) ? a.number - b.number : time(a) - time(b)))
    .map(({ number }) => number);
}
