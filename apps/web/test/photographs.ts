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

/** Prepares a scene once and looks at it in all aspects, one after the other. Throws where it cannot be prepared. */
export async function visit(
  laboratory: BrowserLaboratory,
  scene: Scene,
  look: (page: Page, aspect: Aspect) => Promise<void>,
): Promise<void> {
  const page = await laboratory.page(scene.place);
  try {
    await scene.prepare(page);
    for (const aspect of aspects) {
      await turnTo(page, aspect);
      await look(page, aspect);
    }
  } finally {
    await page.context().close();
  }
}

/** The whole page as it stands. */
export function photograph(page: Page): Promise<Uint8Array> {
  return page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
}

/** Whether anything reaches beyond the right edge of the page. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** ms between two looks at the height of a page. */
const pause = 150;
/** Looks in a row that must find the same height. */
const still = 4;
/** Looks after which a page that keeps moving is taken as it is. */
const patience = 60;

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
  await settled(page);
  await faded(page);
}

/** Until figures that follow the width are drawn and nothing moves the page any more. */
async function settled(page: Page): Promise<void> {
  let [height, same] = [0, 0];
  for (let look = 0; look < patience && same < still; look++) {
    await page.waitForTimeout(pause);
    const now = await page.evaluate(() => document.documentElement.scrollHeight);
    same = now === height ? same + 1 : 0;
    height = now;
  }
}

/** Until colours that fade from one scheme to the other have arrived, which takes a busy machine longer. */
function faded(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
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
