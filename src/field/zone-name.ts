/** English of each region abbreviates the zones of that region. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-ZA', 'en-IN'];

/** Abbreviations of the tz database that English of no region has. */
const BY_LONG_NAME: ReadonlyMap<string, string> = new Map([
  ['China Standard Time', 'CST'],
  ['Taipei Standard Time', 'CST'],
  ['Hong Kong Standard Time', 'HKT'],
  ['Japan Standard Time', 'JST'],
  ['Korean Standard Time', 'KST'],
  ['Philippine Standard Time', 'PST'],
  ['Western Indonesia Time', 'WIB'],
  ['Pakistan Standard Time', 'PKT'],
  ['Moscow Standard Time', 'MSK'],
  ['Israel Standard Time', 'IST'],
  ['Israel Daylight Time', 'IDT'],
]);

/** Zones that have no abbreviation are named by how far they are ahead of UTC: `GMT+5:30`. */
const OFFSET = /^GMT([+-])(\d+)(?::(\d+))?$/;

const names = new Map<number, string>();

/** What the local zone is called at that time, as the tz database abbreviates it: `CET`, `-03`. */
export function zoneName(date: Date): string {
  // A zone changes its name at whole hours of UTC, or at halves.
  const halfHour = Math.floor(date.getTime() / 1_800_000);
  let name = names.get(halfHour);
  if (name === undefined) {
    name = lookUp(date);
    if (names.size >= 1000) names.clear();
    names.set(halfHour, name);
  }
  return name;
}

function lookUp(date: Date): string {
  const long = BY_LONG_NAME.get(namePart('en-US', 'long', date));
  if (long !== undefined) return long;
  let name = '';
  for (const locale of LOCALES) {
    name = namePart(locale, 'short', date);
    if (!OFFSET.test(name)) return name;
  }
  return name.replace(
    OFFSET,
    (_, sign: string, hours: string, minutes = '') => sign + hours.padStart(2, '0') + minutes,
  );
}

function namePart(locale: string, style: 'long' | 'short', date: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: style }).formatToParts(date);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
