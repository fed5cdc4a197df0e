/** Everything that can go wrong, with its HTTP status. The words for it are in `words/` under the same code. */
export const problems = {
  invalid: 422,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  wrong_state: 409,
  changed_meanwhile: 412,
  version_needed: 428,
  reason_needed: 422,
  too_large: 413,
  wrong_type: 415,
  wrong_origin: 403,
  too_many_requests: 429,
  busy: 503,
  internal: 500,
  key_reused: 422,
  request_in_progress: 409,
  code_wrong: 422,
  code_expired: 410,
  name_needed: 422,
  email_taken: 409,
  last_owner: 409,
  body_not_verified: 409,
  body_kind_wrong: 422,
  not_vouched: 409,
  too_many_members: 409,
  own_body: 403,
  partner_unconfirmed: 409,
  not_a_partner: 422,
  section_missing: 422,
  period_wrong: 422,
  outside_territory: 422,
  project_not_open: 409,
  shift_missing: 422,
  shift_past: 409,
  shift_times: 422,
  places_taken: 409,
  insurance_missing: 409,
  already_signed_up: 409,
  overlap: 409,
  offer_over: 410,
  sign_up_closed: 409,
  too_late: 409,
  not_yet: 409,
  confirm_by_another: 403,
  no_hours: 409,
  revoked: 410,
  import_rejected: 422,
  feed_address: 422,
  feed_unreachable: 422,
  feed_slow: 422,
  feed_too_large: 422,
  feed_broken_off: 422,
  feed_redirects: 422,
  feed_type: 422,
  feed_encoding: 422,
  feed_unreadable: 422,
  feed_running: 409,
  link_expired: 410,
  link_used: 410,
  too_many_searches: 409,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problems;

/** One field of the input that did not hold: `field` is a dotted path, `code` a key of the words under `fields`. */
export type FieldError = { readonly field: string; readonly code: string };

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly about: Readonly<Record<string, string | number>>;
  readonly errors: readonly FieldError[];

  constructor(code: ProblemCode, about: Problem["about"] = {}, errors: readonly FieldError[] = []) {
    super(code);
    this.code = code;
    this.about = about;
    this.errors = errors;
  }
}
