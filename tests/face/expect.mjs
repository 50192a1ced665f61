// The few checks the scenarios make: they run in browsers too, where Node's `assert` is not.

/**
 * @param {unknown} condition
 * @param {string} what
 * @returns {asserts condition}
 */
export function expect(condition, what) {
  if (!condition) throw new Error(`not so: ${what}`);
}

/**
 * Compares as JSON, which is all that plain objects, strings and numbers need.
 *
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} [what]
 */
export function expectEqual(actual, expected, what = 'value') {
  const [got, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (got !== wanted) throw new Error(`${what}: got ${got}, wanted ${wanted}`);
}

/**
 * What a function throws, or what its promise is rejected with.
 *
 * @param {() => unknown} work
 * @returns {Promise<any>}
 */
export async function failureOf(work) {
  let value;
  try {
    value = await work();
  } catch (error) {
    return error;
  }
  throw new Error(`no failure, but ${JSON.stringify(value)}`);
}

/**
 * What a function throws at once, as against a promise that is rejected later.
 *
 * @param {() => unknown} work
 * @returns {any}
 */
export function thrownBy(work) {
  let value;
  try {
    value = work();
  } catch (error) {
    return error;
  }
  throw new Error(`nothing was thrown, but ${value} returned`);
}
