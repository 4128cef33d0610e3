import { useCallback, useState } from 'react'
import { useOrganization } from '../../lib/organization.tsx'
import { uuid } from '../../lib/uuid.ts'
import { largestFile, type UploadedFile, upload } from './attach.ts'

export interface Attached {
  key: string
  name: string
  state: 'uploading' | 'ready' | 'failed' | 'tooLarge'
  uploaded?: UploadedFile
}

const most = 10

/** The files chosen for the next message: uploaded as soon as they are chosen, up to ten. */
export function useAttachments(conversationId: string) {
  const { id: organizationId } = useOrganization()
  const [files, setFiles] = useState<Attached[]>([])

  const settle = (key: string, change: Partial<Attached>) =>
    setFiles((held) => held.map((file) => (file.key === key ? { ...file, ...change } : file)))

  const add = (chosen: Iterable<File>) => {
    for (const file of [...chosen].slice(0, Math.max(0, most - files.length))) {
      const key = uuid()
      const state = file.size > largestFile ? 'tooLarge' : 'uploading'
      setFiles((held) => [...held, { key, name: file.name, state }])
      if (state === 'tooLarge') continue
      upload(file, organizationId, conversationId).then(
        (uploaded) => settle(key, { state: 'ready', uploaded }),
        () => settle(key, { state: 'failed' }),
      )
    }
  }

  // What was sent and came back lies in storage still: it need not be uploaded again.
  const restore = useCallback(
    (uploaded: UploadedFile[]) =>
      setFiles((held) => [
        ...uploaded.map((file): Attached => ({ key: file.path, name: file.name, state: 'ready', uploaded: file })),
        ...held,
      ]),
    [],
  )

  return {
    files,
    add,
    remove: (key: string) => setFiles((held) => held.filter((file) => file.key !== key)),
    clear: () => setFiles([]),
    restore,
    /** Ready to be sent with the message. */
    ready: files.flatMap((file) => file.uploaded ?? []),
    /** Something is still on its way, or failed and was not taken out. */
    unsettled: files.some((file) => file.state !== 'ready'),
  }
}
