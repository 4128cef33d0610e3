import { useQueries } from '@tanstack/react-query'
import { ImageOff } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '../../lib/theme.ts'
import type { Message } from '../model.ts'
import { fileQuery } from '../queries.ts'
import { inlineFiles } from './mail.ts'
import { hasColours, hasRemoteImages, mailPage, releaseImages } from './mail-html.ts'

/**
 * A mail as its sender laid it out, in a frame of its own. The sandbox never allows scripts; it allows the same origin, which
 * without scripts gives the mail nothing and lets us measure how tall it is.
 */
export function MailFrame({ message, html }: { message: Message; html: string }) {
  const { t } = useTranslation('console-channels')
  const { dark } = useTheme()
  const [remote, setRemote] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)
  const files = useMemo(
    () => [...inlineFiles(message)].filter(([, { status, path }]) => status === 'stored' && path),
    [message],
  )
  const urls = useQueries({
    queries: files.map(([, file]) => fileQuery(file.path ?? '')),
    combine: (answers) => answers.map(({ data }) => data).join(' '),
  })
  const page = useMemo(() => {
    const own = new Map<string, string>()
    urls.split(' ').forEach((url, index) => {
      const cid = files[index]?.[0]
      if (cid && url) own.set(cid, url)
    })
    const paper = hasColours(html)
    const style = getComputedStyle(document.documentElement)
    const plain = paper || !dark
    return {
      paper: paper && dark,
      html: mailPage(releaseImages(html, own, remote), {
        origins: [...new Set([...own.values()].map((url) => new URL(url, location.href).origin))],
        remote,
        ink: plain ? '#1a1a20' : style.getPropertyValue('--text'),
        link: plain ? '#4a47b5' : style.getPropertyValue('--accent-text'),
        font: 'system-ui,-apple-system,Segoe UI,sans-serif',
        scheme: plain ? 'light' : 'dark',
        edge: paper && dark ? 12 : 1,
      }),
    }
  }, [files, urls, html, remote, dark])

  useEffect(() => {
    const element = frame.current
    if (!element) return
    let observer: ResizeObserver | undefined
    const fit = () => {
      const body = element.contentDocument?.body
      if (!body) return
      const scrollbar = body.scrollWidth > body.clientWidth ? 16 : 0
      element.style.height = `${Math.ceil(body.getBoundingClientRect().height) + scrollbar}px`
    }
    const ready = () => {
      const inside = element.contentDocument
      if (!inside?.body) return
      for (const link of inside.querySelectorAll('a[href]')) openOutside(link as HTMLAnchorElement)
      observer?.disconnect()
      observer = new ResizeObserver(fit)
      observer.observe(inside.body)
      fit()
    }
    element.addEventListener('load', ready)
    ready()
    return () => {
      element.removeEventListener('load', ready)
      observer?.disconnect()
    }
  }, [])

  return (
    <div className="mail-html">
      {!remote && hasRemoteImages(html) && (
        <p className="mail-blocked">
          <ImageOff size={14} aria-hidden />
          <span>{t('mail.blocked')}</span>
          <button type="button" className="text-button" onClick={() => setRemote(true)}>
            {t('mail.showImages')}
          </button>
        </p>
      )}
      <iframe
        ref={frame}
        className="mail-frame"
        data-paper={page.paper || undefined}
        title={t('mail.frame')}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={page.html}
      />
    </div>
  )
}

// Only where a person would expect to go, in another tab that knows nothing of this one.
function openOutside(link: HTMLAnchorElement) {
  if (!/^(?:https?|mailto|tel):$/.test(link.protocol)) return link.removeAttribute('href')
  link.target = '_blank'
  link.rel = 'noopener noreferrer nofollow'
}
