// The steps of `npm test`, in the order they run: the fastest to find a mistake first.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { budget, describeSizes, measureWasm } from '../build/size.mjs';
import { buildTestFace } from '../build/test-face.mjs';
import { fromTop, target } from '../paths.mjs';
import { Failure, run } from '../programs.mjs';
import { say } from '../report.mjs';
import { chromium, findChromium, findFirefox, firefox, geckodriver } from '../setup/browsers.mjs';
import { forBuild, forNative } from '../setup/needs.mjs';
import { npmPackages } from '../setup/npm-packages.mjs';
import { findBindgen, wasmPack } from '../setup/rust.mjs';

/** @typedef {(text: string) => void} OnOutput */

/**
 * @typedef {object} TestStep
 * @property {string} name  as in `npm test -- NAME`
 * @property {string} [group]  another name, that several steps share
 * @property {string} what
 * @property {import('../setup/step.mjs').SetupStep[]} needs
 * @property {boolean} builds  whether dist/ must be there
 * @property {(onOutput: OnOutput) => Promise<void>} work  a runner's output is handed over, to count its tests
 * @property {boolean} [isOneTest]  it has no tests to count: the step as a whole is one
 * @property {string} whatToDo  when it fails
 */

/**
 * Runs the test files of a folder with Node's own test runner.
 *
 * @param {string} folder
 * @param {OnOutput} onOutput
 */
async function runNodeTests(folder, onOutput) {
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.test.mjs')).sort();
  if (files.length === 0) throw new Failure(`there is no test in ${folder}`);
  const paths = files.map((name) => join(folder, name));
  await run(process.execPath, ['--test', '--test-reporter=spec', ...paths], { onOutput });
}

/**
 * Runs the wasm-pack tests in one browser.
 *
 * @param {'chrome' | 'firefox'} flag
 * @param {import('../setup/browsers.mjs').Driven | undefined} found
 * @param {OnOutput} onOutput
 */
async function runBrowserTests(flag, found, onOutput) {
  const bindgen = await findBindgen();
  if (!found || !bindgen) throw new Failure(`${flag} or wasm-bindgen is not there`, '`npm run setup`');
  await buildTestFace();
  // The settings of webdriver.json, with the browser that was found: a driver by itself looks in fewer places.
  const settings = JSON.parse(readFileSync(fromTop('webdriver.json'), 'utf8'));
  settings['goog:chromeOptions'].binary = found.browser;
  settings['moz:firefoxOptions'].binary = found.browser;
  const file = join(target, 'webdriver', `${flag}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, null, 2));
  const driverFlag = flag === 'chrome' ? '--chromedriver' : '--geckodriver';
  await run(
    'wasm-pack',
    [
      ...['test', '--headless', '--mode', 'no-install', `--${flag}`, driverFlag, found.driver, '.'],
      // After a path wasm-pack hands everything on to cargo; a `--` before these would take them from cargo.
      ...['--no-default-features', '--lib', '--test', 'browser'],
    ],
    {
      onOutput,
      pathFirst: [dirname(bindgen)],
      // A slow machine's first start of a browser takes longer than the runner's own 5 s for the driver.
      env: {
        WASM_BINDGEN_TEST_WEBDRIVER_JSON: file,
        WASM_BINDGEN_TEST_DRIVER_TIMEOUT: '60',
        WASM_BINDGEN_TEST_TIMEOUT: '120',
      },
    },
  );
}

/** @type {TestStep[]} */
export const testSteps = [
  {
    name: 'scripts',
    what: 'the scripts of this folder',
    needs: [],
    builds: false,
    work: (onOutput) => runNodeTests(fromTop('scripts', 'tests'), onOutput),
    whatToDo: '`npm test -- scripts` runs them alone.',
  },
  {
    name: 'rust',
    what: 'the crate: unit tests, fixtures, property tests, doc examples',
    needs: forNative,
    builds: false,
    work: (onOutput) => run('cargo', ['test', '--no-fail-fast'], { onOutput }),
    whatToDo:
      '`cargo test NAME` runs one. A fixture that changed for the better: `npm run fixture -- NAME FILE --force`.',
  },
  {
    name: 'encodings',
    what: "the decoder of the wasm module, against encoding_rs's own",
    needs: forNative,
    builds: false,
    work: (onOutput) =>
      run('cargo', ['test', '--manifest-path', fromTop('wasm', 'encoding_rs', 'Cargo.toml'), '--target-dir', target], {
        onOutput,
      }),
    whatToDo: '`npm test -- encodings` runs it alone.',
  },
  {
    name: 'size',
    what: 'the wasm file against its budget',
    needs: forBuild,
    builds: true,
    isOneTest: true,
    work: async () => {
      const [sizes, limit] = [measureWasm(), budget()];
      if (sizes.brotli > limit.brotli) throw new Failure(describeSizes(sizes, limit));
      say(describeSizes(sizes, limit));
    },
    whatToDo: 'See what grew (`npx wasm-opt --func-metrics`, twiggy), or raise scripts/size-budget.json and say why.',
  },
  {
    name: 'node',
    what: 'the JavaScript face in Node and in workerd, and the npm package in consumers of it',
    needs: [npmPackages],
    builds: true,
    work: (onOutput) => runNodeTests(fromTop('tests', 'node'), onOutput),
    whatToDo: '`npm test -- node` runs them alone.',
  },
  {
    name: 'chromium',
    group: 'browsers',
    what: 'the JavaScript face in headless Chromium',
    needs: [...forBuild, wasmPack, chromium],
    builds: true,
    work: async (onOutput) => runBrowserTests('chrome', await findChromium(), onOutput),
    whatToDo:
      '`npm test -- chromium` runs it alone. If the browser did not start: `CHROME=… CHROMEDRIVER=…` choose another.',
  },
  {
    name: 'firefox',
    group: 'browsers',
    what: 'the JavaScript face in headless Firefox',
    needs: [...forBuild, wasmPack, firefox, geckodriver],
    builds: true,
    work: async (onOutput) => runBrowserTests('firefox', await findFirefox(), onOutput),
    whatToDo:
      '`npm test -- firefox` runs it alone. If the browser did not start: `FIREFOX=… GECKODRIVER=…` choose another.',
  },
  {
    name: 'e2e',
    what: 'the playground in Chromium and Firefox and the service worker in Chromium, end to end',
    needs: [npmPackages, chromium, firefox, geckodriver],
    builds: true,
    work: (onOutput) => runNodeTests(fromTop('tests', 'e2e'), onOutput),
    whatToDo: '`npm test -- e2e` runs it alone; `npm start` shows the playground to a person.',
  },
  {
    name: 'attacks',
    what: 'what comes out of hostile pages, shown in Chromium and Firefox',
    needs: [npmPackages, chromium, firefox, geckodriver],
    builds: true,
    work: (onOutput) => runNodeTests(fromTop('tests', 'attacks'), onOutput),
    whatToDo: '`npm test -- attacks` runs it alone; each finding names the payload and the place in the page.',
  },
];
