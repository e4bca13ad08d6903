import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardPart } from '../../worker/score-board.js';
import { expectedWords, isRatio, numberWords, predictedWords } from './words.js';

/** Limits of the verdicts on ratios, as the score has them. */
const limits = { down: 0.8, up: 1.25, abolished: 0.1 } as const;

/** The prediction with its interval over what was published (shaded), on a logarithmic axis. */
export function RatioStrip({ part, axis = false }: { readonly part: BoardPart; readonly axis?: boolean }) {
  const { t } = useTranslation('evidence');
  const [lowest, highest] = domainOf(part);
  const at = (value: number) => placeOf(value, [lowest, highest]);
  const [from, to] = zoneOf(part.expected, lowest, highest);
  const { predicted = null, interval = [null, null], pass = false } = part.scored ?? {};
  const [low, high] = interval;
  const colour = `var(--lab-${pass ? 'down' : 'up'})`;
  const label = `${t('strip.published')}: ${expectedWords(t, part.expected)}. ${t('strip.predicted')}: ${predictedWords(t, part)}`;
  const ticks = ticksOf(part, lowest, highest);
  return (
    <Box>
      <svg
        width="100%"
        height={axis ? 46 : 26}
        role="img"
        aria-label={label}
        style={{ display: 'block', overflow: 'visible' }}
      >
        <rect
          x={`${at(from)}%`}
          width={`${Math.max(at(to) - at(from), 1)}%`}
          y="0"
          height="26"
          rx="3"
          fill="var(--lab-good)"
          fillOpacity="0.16"
        />
        <line x1="0" x2="100%" y1="13" y2="13" stroke="currentColor" strokeOpacity="0.16" />
        {isRatio(part.expected) && (
          <line
            x1={`${at(1)}%`}
            x2={`${at(1)}%`}
            y1="0"
            y2="26"
            stroke="currentColor"
            strokeOpacity="0.55"
            strokeDasharray="2 2"
          />
        )}
        {low !== null && high !== null && (
          <line
            x1={`${at(low)}%`}
            x2={`${at(high)}%`}
            y1="13"
            y2="13"
            stroke={colour}
            strokeWidth="3"
            strokeLinecap="round"
          />
        )}
        {predicted !== null && (
          <circle
            cx={`${at(predicted)}%`}
            cy="13"
            r="5.5"
            fill={pass ? colour : 'var(--lab-panel)'}
            stroke={colour}
            strokeWidth="2.5"
          />
        )}
        {axis && <Ticks values={ticks} at={at} y={42} />}
      </svg>
    </Box>
  );
}

/** The axis of all ratios by itself, for the head of a list. */
export function RatioAxis() {
  return (
    <svg width="100%" height="16" aria-hidden="true" style={{ display: 'block' }}>
      <Ticks values={ratioTicks} at={(value) => placeOf(value, ratioDomain)} y={13} />
    </svg>
  );
}

function Ticks(props: { readonly values: readonly number[]; at(value: number): number; readonly y: number }) {
  const { values, at, y } = props;
  return values.map((tick, index) => (
    <text
      key={tick}
      x={`${at(tick)}%`}
      y={y}
      fontSize="11"
      fill="var(--lab-quiet)"
      textAnchor={index === 0 ? 'start' : index === values.length - 1 ? 'end' : 'middle'}
    >
      {numberWords(tick).replace(/\.?0+$/, '')}
    </text>
  ));
}

/** Per cent of the width; what lies beyond the axis stands at its end. */
function placeOf(value: number, [lowest, highest]: readonly [number, number]): number {
  const inside = Math.min(highest, Math.max(lowest, value));
  return (100 * Math.log(inside / lowest)) / Math.log(highest / lowest);
}

const ratioDomain = [0.02, 10] as const;
const ratioTicks = [0.02, 0.1, 0.3, 1, 3, 10];

/** Ratios share one axis, so that rows compare; values have one of their own. */
function domainOf({ expected, scored }: BoardPart): readonly [number, number] {
  if (isRatio(expected) || !('number' in expected)) return ratioDomain;
  const seen = [...expected.number, ...(scored?.interval ?? []), scored?.predicted ?? null];
  const values = seen.filter((value) => value !== null && value > 0) as number[];
  return [Math.min(...values) / 2, Math.max(...values) * 2];
}

function zoneOf(expected: BoardPart['expected'], lowest: number, highest: number): readonly [number, number] {
  if ('number' in expected) return expected.number;
  switch (expected.direction) {
    case 'down':
      return [lowest, limits.down];
    case 'up':
      return [limits.up, highest];
    case 'abolished':
      return [lowest, limits.abolished];
    case 'none':
      return [limits.down, limits.up];
  }
}

function ticksOf({ expected }: BoardPart, lowest: number, highest: number): readonly number[] {
  if (isRatio(expected)) return ratioTicks;
  return [lowest, Math.sqrt(lowest * highest), highest];
}
