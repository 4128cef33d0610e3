import type { Command } from '../command.ts'
import { check } from './check.ts'
import { create } from './create.ts'
import { receive } from './receive.ts'

/** Every `faladesk plugin …`. */
export const pluginCommands: readonly Command[] = [create, check, receive]
