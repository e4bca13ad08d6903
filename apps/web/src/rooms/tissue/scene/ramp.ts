import { Color } from 'three';

/** Colours from little to much. */
export function rampOf(stops: readonly string[]): readonly Color[] {
  return stops.map((stop) => new Color(stop));
}

/** The colour of a share between 0 and 1. */
export function along(ramp: readonly Color[], share: number, into: Color): Color {
  const at = Math.min(1, Math.max(0, share)) * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(at));
  return into.copy(ramp[low]).lerp(ramp[low + 1], at - low);
}
