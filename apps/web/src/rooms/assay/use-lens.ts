import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

/** Where all pictures are looked at: shifts are shares of the picture's side. */
interface At {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const whole: At = { x: 0, y: 0, scale: 1 };
const closest = 12;
const step = 1.4;

/** Zoom and shift, the same for all pictures, so that arms stay comparable. */
export interface Lens {
  readonly at: At;
  readonly zoomed: boolean;
  zoomIn(): void;
  zoomOut(): void;
  reset(): void;
  readonly handlers: object;
  readonly style: CSSProperties;
}

/** By wheel with Ctrl (as a trackpad's pinch comes), two fingers, drag, and `+ - 0` and arrows on a picture that has the focus. */
export function useLens(): Lens {
  const [at, setAt] = useState(whole);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const host = useRef<HTMLElement>(null);
  const zoom = (by: number, x = 0.5, y = 0.5) => setAt((now) => zoomedAt(now, by, x, y));
  const shift = (x: number, y: number) => setAt((now) => within({ ...now, x: now.x + x, y: now.y + y }));
  useEffect(() => {
    // React listens to wheels passively, and this one must not zoom the page.
    const turned = (event: WheelEvent) => {
      const picture = (event.target as Element).closest('.microscope');
      if (!picture || !(event.ctrlKey || event.metaKey || picture === document.activeElement)) return;
      event.preventDefault();
      const { left, top, width, height } = picture.getBoundingClientRect();
      zoom(event.deltaY < 0 ? step : 1 / step, (event.clientX - left) / width, (event.clientY - top) / height);
    };
    addEventListener('wheel', turned, { passive: false });
    return () => removeEventListener('wheel', turned);
  });
  return {
    at,
    zoomed: at.scale > 1,
    zoomIn: () => zoom(step),
    zoomOut: () => zoom(1 / step),
    reset: () => setAt(whole),
    style: { touchAction: at.scale > 1 ? 'none' : 'pan-y', cursor: at.scale > 1 ? 'grab' : 'default' },
    handlers: {
      tabIndex: 0,
      onKeyDown: (event: KeyboardEvent) => {
        const act = keys[event.key];
        if (act === undefined || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        if (act === 'reset') setAt(whole);
        else if (typeof act === 'number') zoom(act);
        else shift(...act);
      },
      onPointerDown: (event: PointerEvent) => {
        host.current = event.currentTarget as HTMLElement;
        host.current.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      },
      onPointerMove: (event: PointerEvent) => {
        const before = pointers.current.get(event.pointerId);
        if (before === undefined || host.current === null) return;
        const now = { x: event.clientX, y: event.clientY };
        const { left, top, width, height } = host.current.getBoundingClientRect();
        const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
        if (other) {
          const by = apart(now, other) / Math.max(1, apart(before, other));
          zoom(by, ((now.x + other.x) / 2 - left) / width, ((now.y + other.y) / 2 - top) / height);
        } else shift((now.x - before.x) / width, (now.y - before.y) / height);
        pointers.current.set(event.pointerId, now);
      },
      onPointerUp: (event: PointerEvent) => pointers.current.delete(event.pointerId),
      onPointerCancel: (event: PointerEvent) => pointers.current.delete(event.pointerId),
    },
  };
}

const keys: Readonly<Record<string, number | 'reset' | readonly [number, number]>> = {
  '+': step,
  '=': step,
  '-': 1 / step,
  '0': 'reset',
  ArrowLeft: [0.1, 0],
  ArrowRight: [-0.1, 0],
  ArrowUp: [0, 0.1],
  ArrowDown: [0, -0.1],
};

function apart(a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The place under the pointer stays where it is. */
function zoomedAt({ x, y, scale }: At, by: number, overX: number, overY: number): At {
  const next = Math.min(closest, Math.max(1, scale * by));
  const ratio = next / scale;
  return within({ scale: next, x: overX - (overX - x) * ratio, y: overY - (overY - y) * ratio });
}

/** No picture leaves its frame. */
function within({ x, y, scale }: At): At {
  const least = 1 - scale;
  return { scale, x: Math.min(0, Math.max(least, x)), y: Math.min(0, Math.max(least, y)) };
}
