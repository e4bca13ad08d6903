import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const built = fileURLToPath(new URL('../../build/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A browser as Debian, Fedora and macOS have it. */
const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Why tests in a browser cannot run here; undefined where they can. */
export function noBrowser(): string | undefined {
  return browsers.some((path) => existsSync(path)) ? undefined : `none of ${browsers.join(', ')}`;
}

/** What a browser without a graphics card says of itself whenever somebody takes a picture of three dimensions. */
const ofSoftwareGraphics = /GPU stall due to ReadPixels/;

/** What a page looks like when it is opened. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly language?: 'en' | 'zh-CN';
}

/** A laboratory in a real browser, served as any static folder would be: without isolation headers, with the policy of pages. */
export class BrowserLaboratory {
  readonly #server: Server;
  readonly #browser: Browser;
  /** Everything a page said on its console that is no news, and every error that nobody caught. */
  readonly complaints: string[] = [];

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  static async open(): Promise<BrowserLaboratory> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://laboratory');
      const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      const file = join(built, name);
      if (!file.startsWith(built) || !existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policyOf(name),
      });
      return response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const executablePath = browsers.find((path) => existsSync(path));
    return new BrowserLaboratory(server, await chromium.launch({ executablePath, args: ['--no-sandbox'] }));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** A new page with a memory of its own, at a place of the laboratory (`#/assay`). */
  async page(place = '', look: Look = {}): Promise<Page> {
    const { width = 1440, height = 900, scheme = 'light', language = 'en' } = look;
    const context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      locale: language,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      if (!ofSoftwareGraphics.test(message.text())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    await page.goto(this.url + place);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The policy that `invadolab serve` sends: code is generated in engine workers alone. */
function policyOf(name: string): string {
  const generates = /\/engine-worker-[^/]*\.js$/.test(name) ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval'${generates}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ');
}
