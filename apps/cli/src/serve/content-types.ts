import { extname } from 'node:path';

const unknown = 'application/octet-stream';

const ofResults: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.yaml': 'application/yaml; charset=utf-8',
  '.yml': 'application/yaml; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.parquet': 'application/vnd.apache.parquet',
};

const ofApp: Readonly<Record<string, string>> = {
  ...ofResults,
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Type of a file of the web application. */
export function appType(name: string): string {
  return ofApp[extname(name).toLowerCase()] ?? unknown;
}

/** Type of a file of a result: never one that a page would run. */
export function resultType(name: string): string {
  return ofResults[extname(name).toLowerCase()] ?? unknown;
}
