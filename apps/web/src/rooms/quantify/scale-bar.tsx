import type { MeasuredFrame } from '../../worker/calls/quantify.js';

/** Lengths that a bar may have, um. */
const lengths = [100, 50, 20, 10, 5, 2, 1];

/** A bar at the bottom right: the longest round length of less than a quarter of the picture. */
export function ScaleBar(props: { readonly frame: MeasuredFrame; readonly pixel: number; readonly scale: number }) {
  const { frame, pixel, scale } = props;
  const length = lengths.find((each) => each < (frame.width * pixel) / 4) ?? 1;
  const long = length / pixel;
  const [right, bottom] = [frame.width - 16 * scale, frame.height - 16 * scale];
  return (
    <g>
      <rect
        x={right - long - 8 * scale}
        y={bottom - 26 * scale}
        width={long + 16 * scale}
        height={34 * scale}
        rx={4 * scale}
        fill="#000"
        fillOpacity={0.55}
      />
      <rect x={right - long} y={bottom - 4 * scale} width={long} height={4 * scale} fill="#fff" />
      <text
        x={right - long / 2}
        y={bottom - 9 * scale}
        fontSize={13 * scale}
        fontWeight={600}
        textAnchor="middle"
        fill="#fff"
      >
        {`${length} µm`}
      </text>
    </g>
  );
}
