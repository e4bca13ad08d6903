import { dopri5 } from './dopri5.js';
import type { OdeMethod } from './ode.js';
import { rodas4 } from './rodas4.js';

/** Every method for differential equations; the conformance tests run over this list. */
export const odeMethods: readonly OdeMethod[] = [rodas4, dopri5];
