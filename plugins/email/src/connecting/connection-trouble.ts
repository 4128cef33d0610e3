import { isIP } from 'node:net'

/** Why a mail server could not be used, in a word. */
export type ConnectionTrouble =
  | 'host' // the name does not exist
  | 'private' // it is on a private network
  | 'port' // nobody answers there
  | 'tls' // TLS was spoken where the server speaks none
  | 'plain' // the server waits for TLS
  | 'starttls' // no encryption is offered
  | 'certificate'
  | 'login'
  | 'folder'
  | 'busy' // too many connections, or maintenance
  | 'broken' // it ended in between

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH|ALTNAME/
const noTls = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL|^EPROTO$|RECORD_LAYER/
const refused = /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|EADDRNOTAVAIL|ECONNECTION_TIMEOUT/

/** Reads the errors of our mail libraries and of sockets. */
export function connectionTroubleOf(
  thrown: unknown,
  { port, secure }: { port: number; secure: boolean },
): ConnectionTrouble {
  const error = thrown as Failure
  const codes = [error.code, error.cause?.code, error.serverResponseCode]
    .filter((code) => typeof code === 'string')
    .join(' ')
  const text = `${codes} ${error.message ?? ''} ${error.response ?? ''}`
  if (/EPRIVATE/.test(codes)) return 'private'
  if (/ENOTFOUND|EDNS|ENODATA|EAI_/.test(codes) && !/EAI_AGAIN/.test(text)) return 'host'
  if (/EAI_AGAIN/.test(text)) return 'broken'
  if (certificate.test(codes) || /certificate|altname|self.signed/i.test(error.message ?? '')) return 'certificate'
  if (noTls.test(codes) || /wrong version number|packet length too long/i.test(error.message ?? '')) return 'tls'
  if (
    /UNAVAILABLE|INUSE|LIMIT|OVERQUOTA/.test(codes) ||
    /too many (simultaneous )?connections|temporar|try again later|rate limit/i.test(text)
  )
    return 'busy'
  if (error.authenticationFailed || /EAUTH|AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED/.test(codes)) return 'login'
  if (/STARTTLS/i.test(error.message ?? '') || /ETLS/.test(codes)) return 'starttls'
  if (error.serverResponseCode === 'NONEXISTENT' || error.mailboxMissing) return 'folder'
  // A server that waits for TLS says nothing: the greeting never comes.
  const silent =
    /greeting/i.test(`${error.message} ${codes}`) ||
    /ESOCKET|ECONNRESET|EConnectionClosed|NoConnection|ClosedAfterConnect/i.test(codes)
  if (!secure && (port === 993 || port === 465) && (silent || /ETIMEDOUT/.test(codes))) return 'plain'
  // nodemailer puts the socket's own code into its message.
  if (refused.test(`${codes} ${error.message}`) && !/greeting/i.test(error.message ?? '')) return 'port'
  if (!secure && /greeting/i.test(`${error.message} ${codes}`)) return 'plain'
  return 'broken'
}

/** The name TLS shall find in the certificate; addresses have none. */
export const servernameOf = (host: string): string | undefined =>
  isIP(host.replace(/^\[|\]$/g, '')) ? undefined : host

interface Failure extends Error {
  code?: string
  cause?: { code?: string }
  response?: string
  serverResponseCode?: string
  authenticationFailed?: boolean
  mailboxMissing?: boolean
}
