import { type RefObject, useEffect, useRef, useState } from 'react';
import type { SceneLook, ShownArm, TissueScene } from './scene/tissue-scene.js';

/** Whether the browser can draw in three dimensions. */
function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

/** A scene on a canvas, loaded when it is needed; `flat` where the browser has no WebGL. */
export function useScene(
  canvas: RefObject<HTMLCanvasElement | null>,
  arms: readonly ShownArm[],
  look: SceneLook,
  onScale: (pixelsPerUm: number) => void,
): { readonly scene: TissueScene | undefined; readonly flat: boolean } {
  const [flat] = useState(() => !hasWebGl());
  const [scene, setScene] = useState<TissueScene>();
  const told = useRef(onScale);
  told.current = onScale;
  useEffect(() => {
    if (flat) return;
    let opened: TissueScene | undefined;
    let left = false;
    import('./scene/tissue-scene.js').then(({ TissueScene }) => {
      if (left || canvas.current === null) return;
      opened = new TissueScene(canvas.current);
      opened.onScale = (scale) => told.current(scale);
      setScene(opened);
    });
    return () => {
      left = true;
      opened?.dispose();
    };
  }, [canvas, flat]);
  useEffect(() => scene?.show(arms, look));
  return { scene, flat };
}
