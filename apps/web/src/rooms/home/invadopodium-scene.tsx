/** Where feet stand, how deep they reach and how wide they are, in units of the drawing. */
const feet = [
  { x: 236, depth: 66, half: 13 },
  { x: 332, depth: 132, half: 17 },
  { x: 436, depth: 98, half: 15 },
  { x: 540, depth: 152, half: 18 },
  { x: 634, depth: 74, half: 13 },
] as const;

const [width, height, ground] = [880, 430, 214] as const;

/** A cell on a matrix, seen from the side: its feet reach into the fibres and dissolve what is around them. */
export function InvadopodiumScene() {
  return (
    <svg className="scene" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
      <defs>
        <linearGradient id="scene-cell" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--scene-cell-top)" />
          <stop offset="1" stopColor="var(--scene-cell-low)" />
        </linearGradient>
        <radialGradient id="scene-dissolved">
          <stop offset="0.25" stopColor="#000" />
          <stop offset="0.7" stopColor="#000" stopOpacity="0.75" />
          <stop offset="1" stopColor="#000" stopOpacity="0" />
        </radialGradient>
        <linearGradient id="scene-depth" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#fff" />
          <stop offset="1" stopColor="#999" />
        </linearGradient>
        <linearGradient id="scene-shore">
          <stop offset="0.08" stopColor="#000" />
          <stop offset="0.3" stopColor="#000" stopOpacity="0" />
        </linearGradient>
        <mask id="scene-matrix" maskUnits="userSpaceOnUse" x="0" y="0" width={width} height={height}>
          <rect width={width} height={height} fill="url(#scene-depth)" />
          <rect width={width} height={height} fill="url(#scene-shore)" />
          {feet.map(({ x, depth, half }) => (
            <ellipse
              key={x}
              cx={x}
              cy={ground + depth * 0.62}
              rx={half * 3.1}
              ry={depth * 0.72}
              fill="url(#scene-dissolved)"
            />
          ))}
        </mask>
      </defs>
      <g mask="url(#scene-matrix)">
        <rect y={ground} width={width} height={height - ground} fill="var(--scene-matrix)" />
        {fibres.map(({ d, weight }) => (
          <path
            key={d}
            d={d}
            fill="none"
            stroke="var(--scene-fibre)"
            strokeWidth={weight}
            strokeOpacity={0.25 + weight / 5}
          />
        ))}
      </g>
      <path d={body} fill="url(#scene-cell)" stroke="var(--scene-edge)" strokeWidth="2.5" strokeLinejoin="round" />
      {cores.map(({ d }) => (
        <path key={d} d={d} fill="none" stroke="var(--scene-actin)" strokeWidth="2" strokeLinecap="round" />
      ))}
      <ellipse
        cx="430"
        cy="140"
        rx="78"
        ry="44"
        fill="var(--scene-nucleus)"
        stroke="var(--scene-edge)"
        strokeWidth="1.5"
      />
      {vesicles.map(([x, y, r]) => (
        <circle
          key={`${x} ${y}`}
          cx={x}
          cy={y}
          r={r}
          fill="var(--scene-vesicle)"
          stroke="var(--scene-edge)"
          strokeWidth="1"
        />
      ))}
      {cut.map(({ x, y, turn }) => (
        <path
          key={`${x} ${y}`}
          d="M-6 0q3-4 6 0t6 0"
          transform={`translate(${x} ${y}) rotate(${turn})`}
          fill="none"
          stroke="var(--scene-fibre)"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      ))}
      {proteases.map(({ x, y }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="2.6" fill="var(--scene-protease)" />
      ))}
    </svg>
  );
}

/** Steps between 0 and 1 that look scattered and are the same at every visit. */
function scatter(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, i) => ((i + 1) * 0.6180339887 * seed) % 1);
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Waves through the matrix, thinner with depth, and some that cross them. */
const fibres = [
  ...scatter(24, 1).map((offset, i) => {
    const y = ground + 8 + i * 9;
    const lift = 5 + 9 * offset;
    const start = -60 * offset;
    const waves = Array.from({ length: 8 }, (_, wave) => `t${120 + 14 * ((i + wave) % 3)} ${wave % 2 ? -3 : 3}`).join(
      '',
    );
    return {
      d: `M${round(start)} ${y}q60 ${round(i % 2 ? lift : -lift)} 120 0${waves}`,
      weight: round(1 + 1.4 * offset),
    };
  }),
  ...scatter(12, 2.7).map((offset, i) => {
    const x = 20 + i * 76;
    return {
      d: `M${x} ${ground + 4}q${round(40 - 90 * offset)} 90 ${round(90 - 180 * offset)} 216`,
      weight: round(0.8 + offset),
    };
  }),
];

/** The outline of the cell: a dome whose underside has the feet. */
const body = (() => {
  const under = [...feet]
    .reverse()
    .map(
      ({ x, depth, half }) =>
        `L${x + half * 1.9} ${ground}C${x + half} ${ground + 6} ${x + half} ${ground + depth * 0.5} ${x + half * 0.8} ${ground + depth - half}` +
        `Q${x + half * 0.6} ${ground + depth} ${x} ${ground + depth}Q${x - half * 0.6} ${ground + depth} ${x - half * 0.8} ${ground + depth - half}` +
        `C${x - half} ${ground + depth * 0.5} ${x - half} ${ground + 6} ${x - half * 1.9} ${ground}`,
    );
  return `M96 ${ground}C150 ${ground - 22} 190 ${ground - 86} 270 ${ground - 122}C350 ${ground - 160} 520 ${ground - 164} 606 ${ground - 118}C676 ${ground - 82} 716 ${ground - 20} 786 ${ground}${under.join('')}Z`;
})();

/** Bundles of actin in the feet. */
const cores = feet.flatMap(({ x, depth, half }) =>
  [-0.42, 0, 0.42].map((side) => ({
    d: `M${round(x + side * half * 1.5)} ${ground - 16}Q${round(x + side * half)} ${ground + depth * 0.4} ${round(x + side * half * 0.5)} ${ground + depth - 12}`,
  })),
);

const vesicles = [
  [318, 168, 6],
  [334, 190, 5],
  [350, 132, 5],
  [523, 172, 6],
  [541, 194, 5],
  [556, 146, 5],
  [250, 184, 4.5],
  [622, 184, 4.5],
] as const;

/** Proteases at the tips, and pieces of fibres that they cut. */
const proteases = feet.flatMap(({ x, depth, half }) =>
  [-1.5, -1.1, -0.4, 0.5, 1.2, 1.5].map((side, i) => ({
    x: round(x + side * half),
    y: round(ground + depth * (0.55 + 0.09 * i) + (Math.abs(side) < 0.6 ? depth * 0.16 : 0)),
  })),
);

const cut = feet.flatMap(({ x, depth, half }, foot) =>
  [-2.1, 1.9, -1.7, 2.2].map((side, i) => ({
    x: round(x + side * half),
    y: round(ground + depth * (0.3 + 0.2 * i)),
    turn: (foot * 67 + i * 95) % 180,
  })),
);
