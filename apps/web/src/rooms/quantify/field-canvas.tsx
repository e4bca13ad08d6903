import { useEffect, useRef } from 'react';
import type { MeasuredFrame } from '../../worker/calls/quantify.js';
import type { View } from './layers.js';

/** Light of a channel where channels are shown together: red, green, blue. */
const light = { film: [0.03, 0.36, 0.52], actin: [1, 0.62, 0.08], nuclei: [0.12, 0.08, 0.2] } as const;

/** A stain is dimmed so that its cells stay dark and what stands out of them is seen; the film is shown as it is. */
const dimmed = Uint8Array.from({ length: 256 }, (_, grey) => (grey * grey * grey) / 65_025);

/** The picture itself. It says nothing that its outlines and tables do not say too. */
export function FieldCanvas({ frame, view }: { readonly frame: MeasuredFrame; readonly view: View }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [plane] = Object.values(frame.channels);
  const { width = 1, height = 1 } = plane ?? {};
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(width, height);
    draw(picture.data, frame, view);
    context.putImageData(picture, 0, 0);
  }, [frame, view, width, height]);
  return <canvas ref={canvas} width={width} height={height} aria-hidden style={{ display: 'block', width: '100%' }} />;
}

function draw(data: Uint8ClampedArray, { channels }: MeasuredFrame, view: View): void {
  const single = view === 'together' ? undefined : channels[view]?.grey;
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  if (single) {
    for (let i = 0; i < single.length; i++) data.fill(single[i], 4 * i, 4 * i + 3);
    return;
  }
  for (const [role, [red, green, blue]] of Object.entries(light)) {
    const grey = channels[role as keyof typeof light]?.grey;
    if (grey === undefined) continue;
    for (let i = 0; i < grey.length; i++) {
      const level = role === 'film' ? grey[i] : dimmed[grey[i]];
      data[4 * i] += level * red;
      data[4 * i + 1] += level * green;
      data[4 * i + 2] += level * blue;
    }
  }
}
