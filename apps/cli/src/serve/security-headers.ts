const common = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** What a page may load and run. */
export const pagePolicy = policyWith("script-src 'self' 'wasm-unsafe-eval'");

/** The same for the worker that simulates: rate code is generated there, and nowhere else. */
export const engineWorkerPolicy = policyWith("script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'");

/** For files of results, which may come from anywhere: they are shown, without script, as pages of nobody. */
export const resultPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; sandbox";

/** Headers of every response; a response may put another policy in place of the page's. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': pagePolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), ' +
    'midi=(), payment=(), publickey-credentials-get=(), usb=()',
};

function policyWith(scripts: string): string {
  return [common[0], scripts, ...common.slice(1)].join('; ');
}
