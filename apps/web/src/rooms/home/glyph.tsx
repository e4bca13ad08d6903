import type { ReactNode } from 'react';

/** The small picture of a question, in lines of the matrix's blue and the cell's amber. */
export function Glyph({ name }: { readonly name: string }) {
  return (
    <svg
      className="glyph"
      viewBox="0 0 64 64"
      aria-hidden="true"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {glyphs[name]}
    </svg>
  );
}

const line = { stroke: 'var(--glyph-line)', strokeWidth: 2.2 } as const;
const thin = { stroke: 'var(--glyph-line)', strokeWidth: 1.5 } as const;
const warm = { stroke: 'var(--glyph-warm)', strokeWidth: 2.6 } as const;
const full = { fill: 'var(--glyph-warm)' } as const;
const blue = { fill: 'var(--glyph-line)' } as const;

const wells = [0, 1, 2, 3].flatMap((row) => [0, 1, 2, 3, 4].map((column) => ({ x: 14 + 9 * column, y: 19 + 9 * row })));
const hits = new Set([3, 7, 12, 13, 18]);

const glyphs: Readonly<Record<string, ReactNode>> = {
  // A dose curve that falls.
  dasatinib: (
    <>
      <path d="M12 12v40h40" {...thin} />
      <path d="M13 19c16 0 17 3 22 15s8 15 17 15" {...warm} />
      {[17, 28, 39, 49].map((x, i) => (
        <circle key={x} cx={x} cy={[19, 23, 42, 49][i]} r="2.8" {...full} />
      ))}
    </>
  ),
  // Three ways to one foot.
  threeWays: (
    <>
      <path d="M10 30h12c4 0 5 3 5 7v8a5 5 0 0 0 10 0v-8c0-4 1-7 5-7h12" {...warm} />
      <path d="M14 12l6 9M32 10v11M50 12l-6 9" {...line} />
      <path d="M17.500 21.500l5-3M28.500 22h7M41.500 18.500l5 3" {...line} />
      <path d="M10 54h8M46 54h8M24 54h2M38 54h2" {...thin} />
    </>
  ),
  // Cells that leave a ball.
  spheroid: (
    <>
      <circle cx="30" cy="34" r="12" {...full} opacity="0.9" />
      {[
        [50, 22],
        [53, 40],
        [12, 17],
        [40, 54],
        [11, 46],
      ].map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="3.2" {...full} />
      ))}
      <path d="M8 26c14-6 22 4 48-14M8 56c18-8 30 4 48-8M20 8c4 16-4 30 6 48" {...thin} opacity="0.7" />
    </>
  ),
  // Rays that meet a cell.
  radiation: (
    <>
      <path d="M32 8v10M20 11l4 9M44 11l-4 9" {...line} />
      <path d="M12 46c3-16 11-22 20-22s17 6 20 22z" {...full} opacity="0.9" />
      <path d="M22 47v6M32 47v8M42 47v6" {...warm} />
      <path d="M8 58h48" {...thin} />
    </>
  ),
  // Individuals without metastasis, over time.
  metastasis: (
    <>
      <path d="M12 12v40h40" {...thin} />
      <path d="M13 15h9v3h8v4h9v2h13" {...warm} />
      <path d="M13 15h6v8h7v9h9v8h9v6h8" {...line} />
    </>
  ),
  // A carrier that is cut open.
  carrier: (
    <>
      <path d="M41 17a17 17 0 1 0 6 22" {...line} />
      <path d="M38 22a11 11 0 1 0 4 14" {...thin} />
      {[
        [28, 31],
        [33, 36],
        [26, 37],
        [43, 27],
        [50, 22],
        [52, 31],
      ].map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="2.6" {...full} />
      ))}
    </>
  ),
  // A vessel, and cells that lie deeper and deeper.
  hypoxia: (
    <>
      <path d="M10 8v48M17 8v48" {...line} />
      {[27, 38, 49].map((x, i) => (
        <circle key={x} cx={x} cy="32" r="5" {...full} opacity={[1, 0.6, 0.3][i]} />
      ))}
      {[27, 38, 49].map((x, i) => (
        <circle key={x} cx={x} cy={i === 1 ? 48 : 16} r="4" {...full} opacity={[0.9, 0.55, 0.3][i]} />
      ))}
      <path d="M22 57h32m-4-3l4 3-4 3" {...thin} />
    </>
  ),
  // A pulse, then what comes after it.
  temozolomide: (
    <>
      <path d="M12 12v40h40" {...thin} />
      <path d="M16 51V36h5v15" {...line} />
      <path d="M14 46c8 0 9-26 16-26s8 22 22 24" {...warm} />
    </>
  ),
  // Two readings of one thing.
  disagreements: (
    <>
      <path d="M10 32h12" {...line} />
      <path d="M22 32c12 0 10-16 24-16m-5-4l5 4-5 4" {...warm} />
      <path d="M22 32c12 0 10 16 24 16m-5-4l5 4-5 4" {...line} />
      <circle cx="22" cy="32" r="3.4" {...blue} />
    </>
  ),
  // A picture with dark spots, measured.
  images: (
    <>
      <rect x="10" y="12" width="44" height="40" rx="4" {...line} />
      <circle cx="24" cy="27" r="4.500" {...full} />
      <circle cx="40" cy="24" r="3" {...full} />
      <circle cx="35" cy="40" r="5" {...full} />
      <path d="M30 40h10M35 35v10M18 46h8" {...thin} />
    </>
  ),
  // A plate with hits.
  screen: (
    <>
      <rect x="8" y="12" width="48" height="40" rx="4" {...line} />
      {wells.map(({ x, y }, i) => (
        <circle
          key={`${x} ${y}`}
          cx={x}
          cy={y}
          r="2.8"
          {...(hits.has(i) ? full : blue)}
          opacity={hits.has(i) ? 1 : 0.4}
        />
      ))}
    </>
  ),
};
