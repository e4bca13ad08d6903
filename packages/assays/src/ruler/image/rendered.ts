import type { MicroscopeImage } from '../../assay.js';
import { type ChannelRole, channelRoles, type Field } from './field.js';
import type { Plane } from './plane.js';

/** A rendered image as the ruler takes it: channels by their own names, counts without light as the camera has them. */
export function renderedField({ width, height, pixel, dark, channels }: MicroscopeImage): Field {
  const planes: Partial<Record<ChannelRole, Plane>> = {};
  for (const { name, data } of channels) {
    const role = channelRoles.find((each) => each === name);
    if (role !== undefined) planes[role] = { width, height, data: new Float32Array(data) };
  }
  return { width, height, pixel, dark, channels: planes };
}
