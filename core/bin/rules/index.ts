import type { Command } from '../command.ts'
import { diff } from './diff.ts'
import { facts } from './facts.ts'
import { lint } from './lint.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import { simulate } from './simulate.ts'
import { test } from './test.ts'

/** Every `faladesk rules …`. */
export const ruleCommands: readonly Command[] = [lint, test, simulate, diff, facts, pull, push]
