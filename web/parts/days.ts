const dayMs = 24 * 60 * 60 * 1000;

/** The day `n` days after a day, both as `2027-03-01`: by the calendar, whatever the clocks do. */
export const daysLater = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00Z`) + n * dayMs).toISOString().slice(0, 10);
