import { formsTarget } from '../../twilio-codec/test/forms-target.ts'
import channel from '../src/index.ts'
import { segments } from '../src/segments.ts'
import { recorded } from './samples.ts'

export default formsTarget(channel, recorded, segments)
