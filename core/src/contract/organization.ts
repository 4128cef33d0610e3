import { type Static, Type } from 'typebox'
import { body, Id, Locale, Role } from './common.ts'
import { MessagePrice } from './replies.ts'

/** The organization; `profile` is what the AI may know of it. */
export const Organization = Type.Object({
  id: Id,
  slug: Type.String(),
  name: Type.String(),
  locale: Locale,
  timezone: Type.String(),
  profile: Type.String(),
  is_demo: Type.Boolean(),
  /** What it pays for messages, where it told; what it did not tell is taken from published prices. */
  message_prices: Type.Array(MessagePrice),
  role: Role,
})
export type Organization = Static<typeof Organization>

export const ChangeOrganization = body(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })),
    locale: Type.Optional(Locale),
    timezone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    profile: Type.Optional(Type.String({ maxLength: 20_000 })),
    message_prices: Type.Optional(Type.Array(MessagePrice, { maxItems: 200 })),
  },
  { minProperties: 1 },
)
export type ChangeOrganization = Static<typeof ChangeOrganization>

const Interval = Type.Unsafe<[string, string]>({
  type: 'array',
  items: { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$' },
  minItems: 2,
  maxItems: 2,
})
const Day = Type.Optional(Type.Array(Interval, { maxItems: 6 }))

/** Business time: for each weekday several intervals `["09:00","12:00"]`, and holidays by date. */
export const Calendar = body({
  weekly: body({ mon: Day, tue: Day, wed: Day, thu: Day, fri: Day, sat: Day, sun: Day }),
  holidays: Type.Array(
    body({
      date: Type.String({ format: 'date', description: '2026-12-25' }),
      name: Type.String({ minLength: 1, maxLength: 80 }),
    }),
    { maxItems: 400 },
  ),
})
export type Calendar = Static<typeof Calendar>
