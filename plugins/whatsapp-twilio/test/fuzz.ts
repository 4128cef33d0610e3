import { formsTarget } from '../../twilio-codec/test/forms-target.ts'
import channel from '../src/index.ts'
import { cardOf } from '../src/vcard.ts'
import { recorded } from './samples.ts'

export default formsTarget(channel, recorded, (text) => cardOf(`BEGIN:VCARD\n${text}`))
