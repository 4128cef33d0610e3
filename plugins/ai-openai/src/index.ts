import { defineAi, say } from '@faladesk/plugin-sdk'
import { answer } from './answer.ts'
import { check } from './check.ts'
import { classify } from './classify.ts'
import { openaiSettings } from './settings.ts'

/** OpenAI by the Responses API: answers from the organization's profile, or hands over to a person. */
export default defineAi({
  name: 'openai',
  title: say('OpenAI', 'OpenAI', 'OpenAI'),
  icon: 'M12 3l1.9 5.1L19 10l-5.1 1.9L12 17l-1.9-5.1L5 10l5.1-1.9Z',
  settings: openaiSettings,
  answer,
  classify,
  test: check,
})
