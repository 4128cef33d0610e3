import { providerTests } from '../../whatsapp-codec/test/provider-tests.ts'
import channel from '../src/index.ts'

providerTests(channel, { apiKey: 'wrong' })
