/** How an event repeats: the rules of RFC 5545 (3.3.10) by the day and longer, over days of one wall clock. */
export type Rule = {
  readonly every: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  readonly interval: number;
  readonly count: number | undefined;
  /** Last moment, as the rule writes it: `20270630`, `20270630T150000Z`. */
  readonly until: string | undefined;
  readonly weekdays: readonly { readonly nth: number; readonly weekday: number }[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly positions: readonly number[];
  /** First day of a week, Sunday is 0. */
  readonly weekStart: number;
};

/** A day as a number: days since 1970. */
export type DayNumber = number;
const day = 86_400_000;
const known = /^(FREQ|INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)$/;
const names = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** The rule, or undefined when it holds what we do not understand: then nothing is guessed. */
export function readRule(text: string): Rule | undefined {
  const parts = new Map(text.split(";").map((part) => part.toUpperCase().split("=", 2) as [string, string]));
  const every = /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/.exec(parts.get("FREQ") ?? "")?.[0] as Rule["every"] | undefined;
  if (!every || [...parts.keys()].some((name) => !known.test(name))) return undefined;
  const numbers = (name: string, most: number) => {
    const all = (parts.get(name)?.split(",") ?? []).map(Number);
    return all.every((n) => Number.isInteger(n) && n !== 0 && Math.abs(n) <= most) ? all : undefined;
  };
  const days = (parts.get("BYDAY")?.split(",") ?? []).map((each) => /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(each));
  const [monthDays, months, positions] = [numbers("BYMONTHDAY", 31), numbers("BYMONTH", 12), numbers("BYSETPOS", 366)];
  const [interval, count] = [Number(parts.get("INTERVAL") ?? 1), parts.get("COUNT")];
  const weekStart = names.indexOf(parts.get("WKST") ?? "MO");
  const whole = [interval, Number(count ?? 1)].every((n) => Number.isInteger(n) && n > 0);
  if (!whole || weekStart < 0 || !monthDays || !months || !positions || days.includes(null)) return undefined;
  return {
    every,
    interval,
    count: count === undefined ? undefined : Number(count),
    until: parts.get("UNTIL"),
    weekdays: days.map((found) => ({ nth: Number(found![1] ?? 0), weekday: names.indexOf(found![2]!) })),
    monthDays,
    months,
    positions,
    weekStart,
  };
}

const dateOf = (n: DayNumber) => new Date(n * day);
const numberOf = (year: number, month: number, date: number): DayNumber => Date.UTC(year, month, date) / day;
const weekdayOf = (n: DayNumber): number => (((n + 4) % 7) + 7) % 7;

/** First day and length of the period that is `steps` intervals after that of `first`. */
function period({ every, interval, weekStart }: Rule, first: DayNumber, steps: number): readonly [start: DayNumber, length: number] {
  const [year, month] = [dateOf(first).getUTCFullYear(), dateOf(first).getUTCMonth()];
  const n = steps * interval;
  switch (every) {
    case "DAILY":
      return [first + n, 1];
    case "WEEKLY":
      return [first - ((weekdayOf(first) - weekStart + 7) % 7) + 7 * n, 7];
    case "MONTHLY":
      return between(numberOf(year, month + n, 1), numberOf(year, month + n + 1, 1));
    case "YEARLY":
      return between(numberOf(year + n, 0, 1), numberOf(year + n + 1, 0, 1));
  }
}
const between = (from: DayNumber, to: DayNumber) => [from, to - from] as const;

/** Whether a day of a period is one of the rule's; what the rule leaves open is as on the first day. */
function judge(rule: Rule, first: DayNumber): (n: DayNumber) => boolean {
  const { every, weekdays, monthDays, months } = rule;
  const begun = dateOf(first);
  const long = every === "MONTHLY" || every === "YEARLY";
  const bare = weekdays.length === 0 && monthDays.length === 0;
  const inMonths = months.length > 0 ? months : every === "YEARLY" && bare ? [begun.getUTCMonth() + 1] : [];
  const onDates = bare && long ? [begun.getUTCDate()] : monthDays;
  const onWeekdays = bare && every === "WEEKLY" ? [{ nth: 0, weekday: weekdayOf(first) }] : weekdays;
  const ofYear = every === "YEARLY" && months.length === 0;
  return (n) => {
    const date = dateOf(n);
    const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    if (inMonths.length > 0 && !inMonths.includes(month + 1)) return false;
    const monthEnds = numberOf(year, month + 1, 0);
    const fromEnd = n - monthEnds - 1;
    if (onDates.length > 0 && !onDates.includes(dayOfMonth) && !onDates.includes(fromEnd)) return false;
    if (onWeekdays.length === 0) return true;
    const [from, to] = ofYear ? [numberOf(year, 0, 1), numberOf(year, 12, 0)] : [numberOf(year, month, 1), monthEnds];
    const [nthOfAll, nthLast] = [Math.floor((n - from) / 7) + 1, -Math.floor((to - n) / 7) - 1];
    return onWeekdays.some(({ nth, weekday }) => weekday === weekdayOf(n) && (nth === 0 || !long || nth === nthOfAll || nth === nthLast));
  };
}

/** How many steps lie safely before `from`: at least one is walked again. */
function passed({ every, interval }: Rule, first: DayNumber, from: DayNumber): number {
  const months = (n: DayNumber) => dateOf(n).getUTCFullYear() * 12 + dateOf(n).getUTCMonth();
  const periods = {
    DAILY: from - first,
    WEEKLY: Math.floor((from - first) / 7),
    MONTHLY: months(from) - months(first),
    YEARLY: Math.floor((months(from) - months(first)) / 12),
  }[every];
  return Math.max(0, Math.floor(periods / interval) - 1);
}

/**
 * The days of a rule from `from` to `to`, the first day always among them as it is the event itself. A rule that counts is walked from
 * its beginning, any other from shortly before `from`, so that an old one costs no more than a young one.
 */
export function* daysOf(rule: Rule, first: DayNumber, from: DayNumber, to: DayNumber): Generator<DayNumber> {
  const fits = judge(rule, first);
  let left = rule.count ?? Infinity;
  if (first >= from && first <= to) yield first;
  left--;
  for (let steps = rule.count === undefined ? passed(rule, first, from) : 0; left > 0; steps++) {
    const [start, length] = period(rule, first, steps);
    if (start > to) return;
    let days = Array.from({ length }, (_, n) => start + n).filter(fits);
    if (rule.positions.length > 0) days = days.filter((_, n) => rule.positions.includes(n + 1) || rule.positions.includes(n - days.length));
    for (const n of days) {
      if (n <= first) continue;
      if (left-- <= 0 || n > to) return;
      if (n >= from) yield n;
    }
  }
}
