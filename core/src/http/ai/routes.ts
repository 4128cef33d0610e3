import { AiSetup, SetAi, TestOutcome } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { aiSetup, setAi } from './setup.ts'
import { testAi } from './test.ts'

const tag = 'AI'

/** Which AI answers when a rule asks for one. */
export const aiRoutes = (api: Api, host: Host) => {
  api.get(
    '/ai',
    route('admin', tag, 'Read which AI is set up, and which are installed', { response: { 200: AiSetup } }),
    ({ caller }) => inOrganizationOf(host.db, caller, (tx) => aiSetup(tx, host, caller)),
  )
  api.put(
    '/ai',
    route('admin', tag, 'Choose, configure or switch the AI; an absent secret is kept', {
      body: SetAi,
      response: { 200: AiSetup },
    }),
    ({ caller, body, language }) => inOrganizationOf(host.db, caller, (tx) => setAi(tx, host, caller, body, language)),
  )
  api.post(
    '/ai/test',
    route('admin', tag, 'Ask the provider whether the settings work', { response: { 200: TestOutcome } }),
    ({ caller, language }) => testAi(host, caller, language),
  )
}
