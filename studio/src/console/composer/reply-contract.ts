import type * as contract from '@faladesk/core/contract'

export type ReplyWindow = contract.Window
export type Cost = contract.Cost
export type Preview = contract.ReplyPreview
/** One way an answer could leave by. */
export type Way = contract.ReplyWay
export type Template = Omit<contract.MessageTemplate, 'synced_at'>
