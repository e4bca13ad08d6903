const TWO_OVER_PI = 0.6366197723675814;
// pi/2 in three parts: the first two have 33 bits, so that their products with up to 2^20 are exact.
const PART_1 = 1.5707963267341256;
const PART_2 = 6.077100506303966e-11;
const PART_3 = 2.0222662487959506e-21;

/** An angle as whole quarter turns (modulo 4) and a rest of at most pi/4, in two parts. */
export interface QuarterTurns {
  readonly quarter: number;
  readonly angle: number;
  readonly low: number;
}

/** Takes whole quarter turns off a finite angle, keeping about 60 significant bits of the rest. */
export function quarterTurns(x: number): QuarterTurns {
  if (Math.abs(x) < 1e6) {
    const count = Math.round(x * TWO_OVER_PI);
    const first = x - count * PART_1;
    const second = count * PART_2;
    const high = first - second;
    const rest = first - high - second - count * PART_3;
    const angle = high + rest;
    // Close to a multiple of pi/2 more bits of pi are needed than the three parts hold.
    if (Math.abs(angle) > 1e-10) return { quarter: count & 3, angle, low: high - angle + rest };
  }
  return exactQuarterTurns(x);
}

// pi/2 times 2^1216, rounded down: enough for the largest double.
const HALF_PI = BigInt(
  '0x1921fb54442d18469898cc51701b839a252049c1114cf98e804177d4c76273644a29410f31c6809bbdf2a33679a748636605614dbe4be286e9fc26adadaa3848bc90b6aecc4bcfd8de89885d34c6fdad617feb96de80d6fdbdc70d7f6b5133f4b5d3e4822f8963fcc9250cca3d9c8b67b8400f97142c77e0b31b4906c38aba734d22c7f51fa499ebf06caba47b9475b2c38c5e6ac410aa577',
);
const FRACTION_BITS = 1216n;
// No double is closer than 2^-61 to a multiple of pi/2, so this many bits leave 120 significant ones.
const KEPT_BITS = 192n;
const KEPT_SCALE = 1.5930919111324523e-58;
const TWO_53 = 9007199254740992;

function exactQuarterTurns(x: number): QuarterTurns {
  const size = Math.abs(x);
  const scaled = size < TWO_53 ? BigInt(size * TWO_53) << (FRACTION_BITS - 53n) : BigInt(size) << FRACTION_BITS;
  const count = (2n * scaled + HALF_PI) / (2n * HALF_PI);
  const rest = (scaled - count * HALF_PI) >> (FRACTION_BITS - KEPT_BITS);
  const angle = Number(rest);
  const low = Number(rest - BigInt(angle));
  const sign = x < 0 ? -1 : 1;
  return { quarter: (sign * Number(count & 3n)) & 3, angle: sign * angle * KEPT_SCALE, low: sign * low * KEPT_SCALE };
}
