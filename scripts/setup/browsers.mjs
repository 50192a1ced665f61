// The browsers that the tests run in, each with the WebDriver program that drives it.
import { ask, find, findAll } from '../programs.mjs';
import { cargoInstall } from './rust.mjs';
import { installPackages } from './system-packages.mjs';

/** @typedef {import('./step.mjs').SetupStep} SetupStep */
/** @typedef {{ browser: string, driver: string }} Driven  absolute paths */

const { env } = process;

const chromiums = () =>
  findAll(
    env.CHROME,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  );
// Debian puts the driver outside the PATH in some releases, Ubuntu in others.
const chromedrivers = () =>
  findAll(env.CHROMEDRIVER, 'chromedriver', '/usr/lib/chromium/chromedriver', '/usr/lib/chromium-browser/chromedriver');
const findFirefoxBrowser = () =>
  find(env.FIREFOX, 'firefox', 'firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox');
const findGeckodriver = () => find(env.GECKODRIVER, 'geckodriver');

/**
 * The first number of a browser's or driver's version; undefined when it does not run.
 *
 * @param {string} program
 */
async function majorVersion(program) {
  const { ok, stdout } = await ask(program, ['--version']);
  return ok ? stdout.match(/(\d+)\.\d+/)?.[1] : undefined;
}

/**
 * A Chromium and a driver of the same major version: a driver refuses any other.
 *
 * @returns {Promise<Driven | undefined>}
 */
export async function findChromium() {
  const [browsers, drivers] = await Promise.all(
    [chromiums(), chromedrivers()].map((files) =>
      Promise.all(files.map(async (file) => ({ file, major: await majorVersion(file) }))),
    ),
  );
  for (const browser of browsers ?? []) {
    const driver = drivers?.find(({ major }) => major !== undefined && major === browser.major);
    if (driver) return { browser: browser.file, driver: driver.file };
  }
  return undefined;
}

/** @returns {Promise<Driven | undefined>} */
export async function findFirefox() {
  const [browser, driver] = [findFirefoxBrowser(), findGeckodriver()];
  return browser && driver ? { browser, driver } : undefined;
}

/** @type {SetupStep} */
export const chromium = {
  name: 'Chromium',
  isThere: async () => (await findChromium()) !== undefined,
  install: () =>
    installPackages({
      apt: [
        ['chromium', 'chromium-driver'],
        ['chromium-browser', 'chromium-chromedriver'],
      ],
      brew: chromiums().length > 0 ? ['chromedriver'] : ['google-chrome', 'chromedriver'],
    }),
  whatToDo:
    'Install Chromium or Chrome and a chromedriver of the same major version (Debian: `apt-get install chromium chromium-driver`),\n' +
    'or name their places: `CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver npm test`.',
};

/** @type {SetupStep} */
export const firefox = {
  name: 'Firefox',
  isThere: () => findFirefoxBrowser() !== undefined,
  install: () => installPackages({ apt: [['firefox-esr'], ['firefox']], brew: ['firefox'] }),
  whatToDo:
    'Install Firefox (Debian: `apt-get install firefox-esr`), or name its place: `FIREFOX=/path/to/firefox npm test`.',
};

/** @type {SetupStep} */
export const geckodriver = {
  name: 'geckodriver',
  isThere: () => findGeckodriver() !== undefined,
  install: () => (find('brew') ? installPackages({ brew: ['geckodriver'] }) : cargoInstall('geckodriver')),
  whatToDo:
    '`cargo install geckodriver`, or a program from https://github.com/mozilla/geckodriver/releases on the PATH,\n' +
    'or name its place: `GECKODRIVER=/path/to/geckodriver npm test`.',
};
