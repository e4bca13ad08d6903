/** Puts a square where a cell is, turned to who looks, a little larger than the cell's outline. */
export const cellVertex = /* glsl */ `
in vec4 place;
in vec3 colour;
in vec3 crowd;
out vec3 looked;
out vec3 middle;
out float size;
out vec3 tint;
out vec3 shaded;

void main() {
  vec4 centre = modelViewMatrix * vec4(place.xyz, 1.0);
  size = place.w;
  middle = centre.xyz;
  looked = centre.xyz + vec3(position.xy * size * 1.25, 0.0);
  tint = colour;
  shaded = crowd;
  gl_Position = projectionMatrix * vec4(looked, 1.0);
}
`;

/**
 * Where the line of sight meets the sphere: soft light from the upper left and from the sky, less of it towards neighbours, a bright rim
 * as of something translucent, and air that takes colour with distance.
 */
export const cellFragment = /* glsl */ `
uniform vec3 air;
uniform vec3 sky;
uniform vec3 ground;
uniform mat3 toWorld;
uniform vec3 haze;
uniform mat4 projectionMatrix;
in vec3 looked;
in vec3 middle;
in float size;
in vec3 tint;
in vec3 shaded;

const vec3 lamp = vec3(-0.48, 0.66, 0.58);

void main() {
  vec3 sight = normalize(looked);
  float along = dot(middle, sight);
  vec3 nearest = sight * along - middle;
  float away = length(nearest);
  float edge = clamp((size - away) / max(fwidth(away), 1e-5) + 0.5, 0.0, 1.0);
  if (edge <= 0.0) discard;
  float deep = sqrt(max(size * size - away * away, 0.0));
  vec3 hit = sight * (along - deep);
  vec3 normal = (hit - middle) / size;
  vec3 world = toWorld * normal;

  float lit = clamp((dot(normal, lamp) + 0.3) / 1.3, 0.0, 1.0);
  vec3 around = mix(ground, sky, 0.5 + 0.5 * world.y);
  float hidden = length(shaded);
  float facing = hidden > 0.0 ? 0.5 + 0.5 * dot(world, shaded / hidden) : 0.0;
  float open = 1.0 - 0.8 * hidden * facing * facing;
  float rim = pow(1.0 - max(dot(normal, -sight), 0.0), 3.0);
  float gloss = pow(max(dot(reflect(-lamp, normal), -sight), 0.0), 28.0);

  vec3 shown = tint * (0.42 * around + 0.86 * lit * lit) * open;
  shown += sky * (0.16 * rim * open + 0.14 * gloss);
  float far = smoothstep(haze.x, haze.y, -hit.z) * haze.z;
  gl_FragColor = vec4(mix(shown, air, far), edge);
  vec4 clip = projectionMatrix * vec4(hit, 1.0);
  gl_FragDepth = 0.5 + 0.5 * clip.z / clip.w;
  #include <colorspace_fragment>
}
`;
