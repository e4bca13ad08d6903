/** Images at the default microscope on which the bias of the ruler was measured. */
export const biasImages = 80;

/**
 * What the ruler reads on images over what is there, less 1, by plain id: the row "default, together" of
 * docs/theory/ruler.md. A test recomputes them.
 */
export const rulerBias: Readonly<Record<string, number>> = {
  'invadopodia.count': -0.022,
  'invadopodia.diameter': 0.008,
  'matrix.degraded_area': -0.004,
  'matrix.degraded_area.below_0.6': -0.039,
  'matrix.degraded_area.below_0.9': 0.033,
};
