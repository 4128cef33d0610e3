import { CloudOff } from 'lucide-react'
import '../ui/states.css'
import './shell.css'

const words = {
  pt: [
    'Sem conexão com o servidor',
    'O Studio não conseguiu falar com o Faladesk. Confira a conexão e tente de novo.',
    'Tentar de novo',
  ],
  es: [
    'Sin conexión con el servidor',
    'Studio no pudo hablar con Faladesk. Revisa la conexión e inténtalo de nuevo.',
    'Intentar de nuevo',
  ],
  en: [
    'The server does not answer',
    'Studio could not reach Faladesk. Check the connection and try again.',
    'Try again',
  ],
}

/** Shown when not even the translations or the server's address could be fetched: it carries its own few words. */
export function BootError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const language = navigator.language.slice(0, 2)
  const [title, text, retry] = words[language === 'es' || language === 'en' ? language : 'pt']
  return (
    <div className="state" role="alert">
      <span className="state-icon" data-tone="danger">
        <CloudOff size={22} strokeWidth={1.6} aria-hidden />
      </span>
      <h1 className="state-title">{title}</h1>
      <p className="state-text">{text}</p>
      <p className="state-text">
        <small>{error instanceof Error ? error.message : String(error)}</small>
      </p>
      <div className="state-action">
        <button type="button" className="plain-button" onClick={onRetry}>
          {retry}
        </button>
      </div>
    </div>
  )
}
