const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

const STATED = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * An ISO 8601 date for a person: 'December 17, 2024, 09:12 +09:00'. Day and hour stay as the page states them, in the
 * page's own time zone; moved to the reader's they could name another day. What is no such date is shown as it is.
 */
export function asDate(stated: string): string {
  const match = STATED.exec(stated.trim());
  if (!match) return stated;
  const [, year, month, day, time, zone] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const parts = [DAY.format(date)];
  if (time && !(time === '00:00' && !zone)) parts.push(zone ? `${time} ${zone === 'Z' ? 'UTC' : zone}` : time);
  return parts.join(', ');
}

/** The day alone of an ISO 8601 date: 'December 17, 2024'. */
export function asDay(stated: string): string {
  return asDate(STATED.test(stated.trim()) ? stated.trim().slice(0, 10) : stated);
}
