const WHOLE = new Intl.NumberFormat('en');
const TENTHS = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** '1,234' */
export function inWhole(count: number): string {
  return WHOLE.format(count);
}

/** '1 block', '2,000 blocks' */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${inWhole(count)} ${count === 1 ? one : many}`;
}

/** '812 B', '48.2 kB', '5.4 MB': powers of a thousand. */
export function inBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${TENTHS.format(bytes / 1e3)} kB`;
  return `${TENTHS.format(bytes / 1e6)} MB`;
}

/** '2.1 ms', '340 ms', '1.2 s' */
export function inTime(milliseconds: number): string {
  if (milliseconds < 0.1) return 'under 0.1 ms';
  if (milliseconds < 100) return `${TENTHS.format(milliseconds)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${TENTHS.format(milliseconds / 1000)} s`;
}

/** '13 %', '0.4 %' */
export function inPercent(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 10 ? TENTHS.format(percent) : Math.round(percent)} %`;
}
