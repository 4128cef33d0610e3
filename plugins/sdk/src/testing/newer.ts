import type { RawRequest } from '../requests.ts'

/** T14: the same request as a provider may send it one day, with fields nobody has heard of; none where it cannot be told. */
export const newerOf = (request: RawRequest): RawRequest | null => {
  const body = Buffer.from(request.body).toString('utf8')
  const type = request.headers['content-type'] ?? ''
  if (type.includes('x-www-form-urlencoded'))
    return { ...request, body: Buffer.from(`${body}&FutureField=1&x%5B%5D=2`) }
  try {
    const value: unknown = JSON.parse(body)
    return value !== null && typeof value === 'object'
      ? { ...request, body: Buffer.from(JSON.stringify(grown(value))) }
      : null
  } catch {
    return null
  }
}

const grown = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(grown)
  if (value === null || typeof value !== 'object') return value
  const fields = Object.entries(value).map(([name, inner]) => [name, grown(inner)])
  return { ...Object.fromEntries(fields), x_future_field: { of: ['a', 1, null] } }
}
