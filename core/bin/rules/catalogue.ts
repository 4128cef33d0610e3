import { CATALOGUE, type Catalogue } from '@faladesk/rules'
import { catalogueOf } from '../../src/decide/catalogue.ts'
import { createLog } from '../../src/log.ts'
import { loadPlugins } from '../../src/plugins/load.ts'

let installed: Promise<Catalogue> | undefined

/** What rules may name in this installation; loads its plugins, once. A broken one tells nothing. */
export const installedCatalogue = (): Promise<Catalogue> => {
  installed ??= loadPlugins(createLog('silent')).then(catalogueOf)
  return installed
}

/** The same for one document: most name no plugin's fact, and need not wait for plugins. */
export const catalogueFor = async (document: unknown): Promise<Catalogue> =>
  textOf(document).includes('plugin.') ? installedCatalogue() : CATALOGUE

// A document too deep to be written down is refused by its check, which needs no catalogue for that.
const textOf = (document: unknown): string => {
  try {
    return JSON.stringify(document) ?? ''
  } catch {
    return ''
  }
}
