import { ImagePlus, Mic, SendHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'
import { sampleAudio, sampleImage } from './samples.ts'
import type { Written } from './write.ts'

const chips = ['hello', 'bill', 'human', 'order'] as const

interface Props {
  onWrite: (written: Written) => void
  busy: boolean
}

/** Where the customer writes: words, quick phrases, a sample photo or voice message. */
export function PhoneComposer({ onWrite, busy }: Props) {
  const { t } = useTranslation('phone')
  const [text, setText] = useState('')
  const send = () => {
    if (!text.trim() || busy) return
    onWrite({ text: text.trim() })
    setText('')
  }
  return (
    <div className="device-foot">
      <fieldset className="device-chips" aria-label={t('chips')}>
        {chips.map((name) => (
          <button
            key={name}
            type="button"
            className="device-chip"
            disabled={busy}
            onClick={() => onWrite({ text: t(`chip.${name}`) })}
          >
            {t(`chip.${name}`)}
          </button>
        ))}
      </fieldset>
      <form
        className="device-composer"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <IconButton
          icon={ImagePlus}
          label={t('sendImage')}
          disabled={busy}
          onPress={() => onWrite({ media: sampleImage() })}
        />
        <IconButton
          icon={Mic}
          label={t('sendAudio')}
          disabled={busy}
          onPress={() => onWrite({ media: sampleAudio() })}
        />
        <input
          className="device-input"
          aria-label={t('write')}
          placeholder={t('write')}
          value={text}
          maxLength={4096}
          autoComplete="off"
          enterKeyHint="send"
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="device-send" aria-label={t('send')} disabled={!text.trim() || busy}>
          <SendHorizontal size={18} aria-hidden />
        </button>
      </form>
    </div>
  )
}
