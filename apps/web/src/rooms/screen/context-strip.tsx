import type { DrawSummary, ScreenedContext } from '@invadolab/results';
import { summaryWords } from './words.js';

const side = 15;
/** px beside the last square, for the slanted name above it. */
const tail = 46;
const gaps = { environment: 2, cell: 6, healthy: 12 } as const;

/** Where the square of each context stands, px from the left; cells of one kind together. */
function placesOf(contexts: readonly ScreenedContext[]): { readonly xs: readonly number[]; readonly width: number } {
  let x = 0;
  const xs = contexts.map((context, index) => {
    const before = contexts[index - 1];
    if (before !== undefined) {
      const gap =
        before.cell === context.cell ? 'environment' : before.healthy === context.healthy ? 'cell' : 'healthy';
      x += side + gaps[gap];
    }
    return x;
  });
  return { xs, width: x + side + tail };
}

/** One square for each cell and environment: blue the less is left, orange the more, crossed where the control shows nothing. */
export function ContextStrip(props: {
  readonly contexts: readonly ScreenedContext[];
  readonly ratios: readonly DrawSummary[];
  readonly name: string;
}) {
  const { contexts, ratios, name } = props;
  const { xs, width } = placesOf(contexts);
  const said = contexts.map((context, index) => wordsOf(context, ratios[index]));
  return (
    <svg width={width} height={side + 2} role="img" aria-label={`${name}. ${said.join('; ')}`}>
      {contexts.map((context, index) => {
        const { median } = ratios[index];
        const x = xs[index];
        return (
          <g key={`${context.cell} ${context.environment}`}>
            <title>{said[index]}</title>
            {median === null ? (
              <line x1={x + 3} y1={side - 2} x2={x + side - 3} y2="4" stroke="var(--lab-quiet)" />
            ) : (
              <rect
                x={x + 0.5}
                y="1.5"
                width={side - 1}
                height={side - 1}
                rx="2"
                fill={median < 1 ? 'var(--lab-down)' : 'var(--lab-up)'}
                fillOpacity={Math.min(1, Math.abs(median - 1))}
              />
            )}
            <rect
              x={x + 0.5}
              y="1.5"
              width={side - 1}
              height={side - 1}
              rx="2"
              fill="none"
              stroke="currentColor"
              strokeOpacity="0.28"
            />
          </g>
        );
      })}
    </svg>
  );
}

function wordsOf({ name, environment }: ScreenedContext, ratio: DrawSummary): string {
  return `${name}, ${environment}: ${summaryWords(ratio)}`;
}

/** Names of the cells above their squares, slanted. */
export function StripHead({ contexts }: { readonly contexts: readonly ScreenedContext[] }) {
  const { xs, width } = placesOf(contexts);
  return (
    <svg width={width} height="70" aria-hidden="true" style={{ overflow: 'visible', display: 'block' }}>
      {contexts.map(({ cell, name }, index) => {
        if (contexts[index - 1]?.cell === cell) return null;
        const last = index + contexts.filter((context) => context.cell === cell).length - 1;
        const middle = (xs[index] + xs[last] + side) / 2;
        return (
          <text key={cell} transform={`translate(${middle} 66) rotate(-48)`} fontSize="11.5" fill="var(--lab-quiet)">
            {name}
          </text>
        );
      })}
    </svg>
  );
}
