import { useEffect, useRef } from 'react';
import type { ShownPlane } from '../../worker/quantify/picture.js';

/** A channel in small. What it shows is said beside it. */
export function Thumbnail({ plane }: { readonly plane: ShownPlane }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, grey } = plane;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(width, height);
    for (let i = 0; i < grey.length; i++) {
      picture.data.fill(grey[i], 4 * i, 4 * i + 3);
      picture.data[4 * i + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }, [width, height, grey]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      aria-hidden
      style={{ width: 40, height: 40, objectFit: 'cover', borderRadius: 6, background: '#000', flex: 'none' }}
    />
  );
}
