import { sendMatrix } from '../../whatsapp-codec/test/send-matrix.ts'
import channel from '../src/index.ts'
import { fakeGraph } from './fake-graph.ts'

sendMatrix(channel, fakeGraph, (fake) => fake.settings.accessToken ?? '')
