import { useCallback } from 'react'
import { Toast, ToastDescription, ToastTitle, useToast } from './gs/toast.ts'

/** Says something aloud to screen readers without showing it. */
export function announce(text: string) {
  const live = document.getElementById('announcements')
  if (live) live.textContent = text
}

/** Returns `notify(title, description?)`: a toast for five seconds that screen readers hear too. */
export function useNotify() {
  const toast = useToast()
  return useCallback(
    (title: string, description?: string) => {
      announce(description ? `${title}. ${description}` : title)
      toast.show({
        // On a phone the bottom is where one writes.
        placement: matchMedia('(max-width: 760px)').matches ? 'top' : 'bottom right',
        duration: 5000,
        render: () => (
          <Toast>
            <ToastTitle>{title}</ToastTitle>
            {description && <ToastDescription>{description}</ToastDescription>}
          </Toast>
        ),
      })
    },
    [toast],
  )
}
