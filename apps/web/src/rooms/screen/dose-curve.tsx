import type { DrawSummary, RankedDrug } from '@invadolab/results';
import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { doseWords, summaryWords } from './words.js';

const height = 230;
const box = { left: 40, right: 14, top: 12, bottom: 40 } as const;

/** What is left over the free concentration, in cancers and in healthy cells; the dashed line is the level free in patients. */
export function DoseCurve({ drug }: { readonly drug: RankedDrug }) {
  const { t } = useTranslation('screen');
  const { curve = [], free, name } = drug;
  const width = 480;
  const frees = curve.map((each) => each.free);
  const [lowest, highest] = [Math.min(...frees) / 1.5, Math.max(...frees) * 1.5];
  const tops = curve.flatMap(({ effect, healthy }) => [effect.high ?? 0, healthy?.high ?? 0]);
  const top = Math.min(3, Math.max(1.25, ...tops));
  const x = (dose: number) =>
    box.left + ((width - box.left - box.right) * Math.log(dose / lowest)) / Math.log(highest / lowest);
  const y = (ratio: number) => height - box.bottom - ((height - box.top - box.bottom) * Math.min(top, ratio)) / top;
  const line = (of: (each: (typeof curve)[number]) => DrawSummary | undefined) =>
    curve
      .flatMap((each) => {
        const median = of(each)?.median ?? null;
        return median === null ? [] : [`${x(each.free).toFixed(1)} ${y(median).toFixed(1)}`];
      })
      .join('L');
  const decades = [];
  for (let decade = 10 ** Math.ceil(Math.log10(lowest)); decade <= highest; decade *= 10) decades.push(decade);
  const label = `${name}. ${curve.map((each) => `${doseWords(each.free)}: ${summaryWords(each.effect)}`).join('; ')}`;
  return (
    <Box style={{ overflowX: 'auto' }}>
      <svg viewBox={`0 0 ${width} ${height}`} width="100%" style={{ maxWidth: width }} role="img" aria-label={label}>
        {[0, 0.5, 1, 1.5, 2, 3]
          .filter((tick) => tick <= top)
          .map((tick) => (
            <g key={tick}>
              <line
                x1={box.left}
                x2={width - box.right}
                y1={y(tick)}
                y2={y(tick)}
                stroke="currentColor"
                strokeOpacity={tick === 1 ? 0.4 : 0.12}
              />
              <text x={box.left - 8} y={y(tick) + 4} fontSize="11" textAnchor="end" fill="var(--lab-quiet)">
                {tick}
              </text>
            </g>
          ))}
        {decades.map((decade) => (
          <text
            key={decade}
            x={x(decade)}
            y={height - box.bottom + 16}
            fontSize="11"
            textAnchor="middle"
            fill="var(--lab-quiet)"
          >
            {doseWords(decade)}
          </text>
        ))}
        <text
          x={(box.left + width - box.right) / 2}
          y={height - 4}
          fontSize="11"
          textAnchor="middle"
          fill="var(--lab-quiet)"
        >
          {t('curve.dose')}
        </text>
        <line
          x1={x(free)}
          x2={x(free)}
          y1={box.top}
          y2={height - box.bottom}
          stroke="currentColor"
          strokeDasharray="4 3"
          strokeOpacity="0.6"
        />
        <path d={`M${line(({ healthy }) => healthy)}`} fill="none" stroke="var(--lab-good)" strokeWidth="1.5" />
        <path d={`M${line(({ effect }) => effect)}`} fill="none" stroke="var(--lab-down)" strokeWidth="2.5" />
        {curve.map(({ free: dose, effect, healthy }) => (
          <g key={dose}>
            {healthy?.median != null && (
              <path
                d="M0 -4.5L4.5 0L0 4.5L-4.5 0Z"
                transform={`translate(${x(dose)} ${y(healthy.median)})`}
                fill="var(--lab-panel)"
                stroke="var(--lab-good)"
                strokeWidth="2"
              />
            )}
            {effect.median !== null && (
              <>
                <line
                  x1={x(dose)}
                  x2={x(dose)}
                  y1={y(effect.low ?? effect.median)}
                  y2={y(effect.high ?? effect.median)}
                  stroke="var(--lab-down)"
                  strokeWidth="1.5"
                />
                <circle cx={x(dose)} cy={y(effect.median)} r="4.5" fill="var(--lab-down)" />
              </>
            )}
          </g>
        ))}
      </svg>
    </Box>
  );
}
