import { say } from '@faladesk/plugin-sdk'
import type { RuleDocument } from '@faladesk/rules'
import { undoable } from '../../act/actions.ts'
import { badFields } from '../refusal.ts'

/**
 * Throws 400 for enabled rules that ask for what this host cannot do: saved for later that is fine, in force it would be a
 * promise broken at every message.
 */
export const refuseUndoable = (document: RuleDocument): void => {
  const wrong = undoable(document).map(({ index, type }) => ({
    field: `rules.${index}.event.type`,
    message: say(
      `A ação "${type}" ainda não está disponível aqui; escolha outra ou desligue a regra.`,
      `La acción "${type}" todavía no está disponible aquí; elija otra o apague la regla.`,
      `The action "${type}" is not available here yet; choose another or switch the rule off.`,
    ),
  }))
  if (wrong.length > 0) throw badFields(...wrong)
}
