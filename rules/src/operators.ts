import type { Operator } from './operator.ts'
import { ENGINE_OPERATORS } from './operators-engine.ts'
import { TEXT_OPERATORS } from './operators-text.ts'

/** Every operator a document may use without plugins. */
export const OPERATORS: readonly Operator[] = [...ENGINE_OPERATORS, ...TEXT_OPERATORS]
