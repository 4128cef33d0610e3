import type { ComponentType, ReactNode, Ref } from 'react'

interface Base {
  children?: ReactNode
  id?: string | undefined
  ref?: Ref<never> | undefined
  role?: string | undefined
  'aria-label'?: string | null | undefined
  'aria-labelledby'?: string | undefined
  'aria-describedby'?: string | undefined
}

export type Size = 'sm' | 'md' | 'lg'

/**
 * Gives a Gluestack component the few props Studio passes it. Its own are typed through a module augmentation that
 * strict TypeScript refuses. This folder is the only door to Gluestack, one file a piece, so that a page loads only
 * the pieces it shows.
 */
export const typed = <Props>(component: unknown) => component as ComponentType<Base & Props>
