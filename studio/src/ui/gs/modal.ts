import * as gluestack from '@gluestack-ui/themed'
import { type Size, typed } from './typed.ts'

export const Modal = typed<{ isOpen: boolean; onClose: () => void; size?: Size | undefined }>(gluestack.Modal)
export const ModalBackdrop = typed<object>(gluestack.ModalBackdrop)
export const ModalContent = typed<object>(gluestack.ModalContent)
export const ModalHeader = typed<object>(gluestack.ModalHeader)
export const ModalBody = typed<object>(gluestack.ModalBody)
export const ModalFooter = typed<object>(gluestack.ModalFooter)
