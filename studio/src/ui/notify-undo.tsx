import { useCallback } from 'react'
import { Toast, ToastTitle, useToast } from './gs/toast.ts'
import { announce } from './notify.tsx'
import './notify-undo.css'

/** Returns `notify(title, action, onAction)`: a toast for eight seconds with a button that takes back what it tells. */
export function useNotifyUndo() {
  const toast = useToast()
  return useCallback(
    (title: string, action: string, onAction: () => void) => {
      announce(title)
      toast.show({
        placement: matchMedia('(max-width: 760px)').matches ? 'top' : 'bottom right',
        duration: 8000,
        render: ({ id }: { id: string }) => (
          <Toast>
            <ToastTitle>{title}</ToastTitle>
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                toast.close(id)
                onAction()
              }}
            >
              {action}
            </button>
          </Toast>
        ),
      })
    },
    [toast],
  )
}
