import { X } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import './dialog.css'
import { Modal, ModalBackdrop, ModalBody, ModalContent, ModalFooter, ModalHeader } from './gs/modal.ts'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg' | undefined
}

/** A window over the page. Focus stays inside, Escape closes it and focus returns to where it was. */
export function Dialog({ open, onClose, title, children, footer, size }: Props) {
  const id = useId()
  const { t } = useTranslation('common')
  // Gluestack renders an overlay far above the page. What we put in it comes through portals, so that it still
  // knows the contexts of where the dialog was written.
  const [body, setBody] = useState<HTMLElement | null>(null)
  const [foot, setFoot] = useState<HTMLElement | null>(null)
  return (
    <>
      <Modal isOpen={open} onClose={onClose} size={size}>
        <ModalBackdrop />
        <ModalContent aria-labelledby={id}>
          <ModalHeader>
            <h2 id={id} className="dialog-title">
              {title}
            </h2>
            <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
              <X size={17} aria-hidden />
            </button>
          </ModalHeader>
          <ModalBody>
            <div className="dialog-body" ref={setBody} />
          </ModalBody>
          {footer ? (
            <ModalFooter>
              <div className="dialog-foot" ref={setFoot} />
            </ModalFooter>
          ) : (
            <div className="dialog-end" />
          )}
        </ModalContent>
      </Modal>
      {open && body && createPortal(children, body)}
      {open && foot && createPortal(footer, foot)}
    </>
  )
}
