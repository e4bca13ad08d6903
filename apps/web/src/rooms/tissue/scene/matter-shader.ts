/** Reads a field at a point of the unit cube (x, y and z of the run) and gives its share of the colour scale. */
const reading = /* glsl */ `
uniform highp sampler3D field;
uniform vec3 edges;
uniform vec2 share;
uniform float cut;
uniform float solid;
uniform vec3 low;
uniform vec3 middling;
uniform vec3 high;

float level(vec3 at) {
  return clamp(share.x + share.y * texture(field, at).r, 0.0, 1.0);
}

vec3 coloured(float value) {
  return value < 0.5 ? mix(low, middling, 2.0 * value) : mix(middling, high, 2.0 * value - 1.0);
}
`;

/** The face where a block is cut open. */
export const faceVertex = /* glsl */ `
out vec2 at;
void main() {
  at = vec2(position.x + 0.5, 0.5 - position.y);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
`;

/** What is solid is seen where it is and as much as it is; what is dissolved fills the whole face. */
export const faceFragment = /* glsl */ `
${reading}
in vec2 at;
void main() {
  float value = level(vec3(at.x, cut, at.y));
  float seen = mix(0.7, 0.86 * smoothstep(0.02, 0.6, value), solid);
  gl_FragColor = vec4(coloured(value), seen);
  #include <colorspace_fragment>
}
`;

/** One grain of a cloud, at a point of the unit cube. */
export const grainVertex = /* glsl */ `
${reading}
uniform float scale;
out float seen;
out vec3 tint;
void main() {
  vec3 place = vec3(position.x, position.y, position.z);
  float value = level(place);
  tint = coloured(0.45 + 0.55 * value);
  vec3 world = vec3((place.x - 0.5) * edges.x, (0.5 - place.z) * edges.z, (place.y - 0.5) * edges.y);
  vec4 viewed = modelViewMatrix * vec4(world, 1.0);
  gl_Position = projectionMatrix * viewed;
  // Grains before the middle would lie like dust on the cells.
  float before = (viewed.z - modelViewMatrix[3].z) / length(edges);
  seen = place.y > cut ? 0.0 : value * mix(1.0, 0.3, smoothstep(-0.12, 0.12, before));
  float size = max(edges.x, max(edges.y, edges.z)) / 130.0;
  gl_PointSize = seen <= 0.01 ? 0.0 : clamp(size * scale / -viewed.z, 1.0, 24.0);
}
`;

export const grainFragment = /* glsl */ `
in float seen;
in vec3 tint;
void main() {
  float away = 2.0 * length(gl_PointCoord - 0.5);
  float cover = 0.3 * seen * (1.0 - smoothstep(0.2, 1.0, away));
  if (cover <= 0.003) discard;
  gl_FragColor = vec4(tint, cover);
  #include <colorspace_fragment>
}
`;
