import { useEffect, useState } from 'react';

/** Observable Plot. */
export type PlotLibrary = typeof import('@observablehq/plot');

let loaded: PlotLibrary | undefined;

/** Observable Plot as soon as it is there; a page that shows no figure never loads it. */
export function usePlotLibrary(): PlotLibrary | undefined {
  const [library, setLibrary] = useState(loaded);
  useEffect(() => {
    if (loaded) return;
    let current = true;
    import('@observablehq/plot').then((found) => {
      loaded = found;
      if (current) setLibrary(found);
    });
    return () => {
      current = false;
    };
  }, []);
  return library;
}
