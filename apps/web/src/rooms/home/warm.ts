import { useEffect } from 'react';
import { laboratory } from '../../laboratory/laboratory.js';

/** ms; the page itself comes first. */
const patience = 1500;

/** Starts the laboratory's worker once the page has nothing better to do, so that the first question opens at once. */
export function useWarmLaboratory(): void {
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 0));
    const timer = setTimeout(() => idle(() => laboratory()), patience);
    return () => clearTimeout(timer);
  }, []);
}
