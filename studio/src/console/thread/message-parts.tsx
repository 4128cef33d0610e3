import { ListChecks, MapPin, UserRound } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { isRich, type Part } from '../parts.ts'

const RichPart = lazy(() => import('./rich-part.tsx').then((module) => ({ default: module.RichPart })))

/** The parts of a message that are neither text nor files: a place, a choice, a contact card, something unknown. */
export function MessageParts({ parts }: { parts: Part[] }) {
  const { t } = useTranslation('console')
  return parts.map((part, index) => {
    // A message's parts never change their order.
    const key = `${part.k}-${index}`
    if (isRich(part))
      return (
        <Suspense key={key}>
          <RichPart part={part} />
        </Suspense>
      )
    switch (part.k) {
      case 'location':
        return (
          <a
            key={key}
            className="bubble-part"
            href={mapLink(part.lat, part.lng)}
            target="_blank"
            rel="noopener noreferrer"
          >
            <MapPin size={15} aria-hidden />
            {part.name || part.address || t('part.location')}
          </a>
        )
      case 'choice':
        return (
          <span key={key} className="bubble-part">
            <ListChecks size={15} aria-hidden />
            {t('part.choice', { title: part.title })}
          </span>
        )
      case 'contact':
        return (
          <span key={key} className="bubble-part">
            <UserRound size={15} aria-hidden />
            {t('part.contact')}
          </span>
        )
      case 'unsupported':
        return (
          <span key={key} className="bubble-part">
            {t('part.unsupported')}
          </span>
        )
      default:
        return null
    }
  })
}

// A map of a place, to be opened in another tab; nothing is fetched from it here.
const mapLink = (lat: number, lng: number) =>
  `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=17/${lat}/${lng}`
