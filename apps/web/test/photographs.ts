import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { BrowserLaboratory } from './browser.js';
import type { Scene } from './scenes/scene.js';

/** One way to look at a scene. */
export interface Aspect {
  readonly language: 'en' | 'zh-CN';
  readonly scheme: 'light' | 'dark';
  readonly width: 1440 | 390;
}

const languages = ['en', 'zh-CN'] as const;
const schemes = ['light', 'dark'] as const;
const widths = [1440, 390] as const;

/** All aspects: both languages, light and dark, wide and narrow. */
export const aspects: readonly Aspect[] = languages.flatMap((language) =>
  schemes.flatMap((scheme) => widths.map((width) => ({ language, scheme, width }))),
);

/** Name of the picture of a room in an aspect. */
export function pictureName(room: string, { language, scheme, width }: Aspect): string {
  return `${room}-${language === 'en' ? 'en' : 'zh'}-${scheme}-${width}.png`;
}

/** A picture that was taken. */
export interface Photograph {
  readonly name: string;
  readonly png: Uint8Array;
  /** Whether anything reached beyond the right edge of the page. */
  readonly overflows: boolean;
}

/** Prepares a scene once and photographs it in all aspects. Throws where it cannot be prepared. */
export async function photograph(laboratory: BrowserLaboratory, scene: Scene): Promise<readonly Photograph[]> {
  const page = await laboratory.page(scene.place);
  try {
    await scene.prepare(page);
    const taken: Photograph[] = [];
    for (const aspect of aspects) {
      await turnTo(page, aspect);
      const overflows = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      const png = await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
      taken.push({ name: pictureName(scene.room, aspect), png, overflows });
    }
    return taken;
  } finally {
    await page.context().close();
  }
}

/** Time for layout, fonts and figures that follow the width. */
const settling = 400;

async function turnTo(page: Page, { language, scheme, width }: Aspect): Promise<void> {
  await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  if ((await page.evaluate(() => document.documentElement.lang)) !== language) {
    // The page offers this to whoever has no menu at hand, as a test or an embedding page has none.
    await page.evaluate((asked) => dispatchEvent(new CustomEvent('invadolab:language', { detail: asked })), language);
    await page.waitForFunction((asked) => document.documentElement.lang === asked, language);
  }
  await page.addStyleTag({ content: '[data-varies]{visibility:hidden!important}' });
  // What stays in place while one scrolls belongs to the top of a whole page.
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(settling);
}

/** Whether Chinese letters can be drawn here: Debian's fonts-noto-cjk or any other. */
export function hasChineseFont(): boolean {
  const folders = ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype', '/usr/share/fonts/opentype'];
  return folders.some((folder) => {
    try {
      return readdirSync(folder, { recursive: true }).some((name) => /cjk|wqy|han|uming|ukai/i.test(String(name)));
    } catch {
      return false;
    }
  });
}
