import { type House, openHouse } from '../test/http-house.ts'
import { document } from '../test/http-things.ts'
import { type Replica, startReplica } from '../test/support/replica.ts'
import { atMost, type Measure } from './measure.ts'

const rounds = 10

/** From asking for a publish, or a rollback, to its being in force in two other processes: the slowest of ten. */
export async function publish(): Promise<Measure[]> {
  const house = await openHouse()
  const replicas = await Promise.all([startReplica(house.host.config), startReplica(house.host.config)])
  try {
    const { body } = await asked(house, '/v1/workflows', { document })
    const id: string = body.id
    const published: number[] = []
    const rolledBack: number[] = []
    for (let round = 0; round < rounds; round++) {
      published.push(await untilInForce(house, replicas, `/v1/workflows/${id}/publish`, {}))
      rolledBack.push(await untilInForce(house, replicas, `/v1/workflows/${id}/rollback`, { version: 1 }))
    }
    const detail = `ms until two other processes decide by it, the slowest of ${rounds}`
    return [
      atMost('rules.publish', Math.max(...published), 1000, detail),
      atMost('rules.rollback', Math.max(...rolledBack), 5000, detail),
    ]
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()))
    await house.close()
  }
}

async function untilInForce(house: House, replicas: Replica[], url: string, what: object): Promise<number> {
  const began = performance.now()
  const { body } = await asked(house, url, what)
  for (const replica of replicas)
    while (!(await replica.inForce(house.acme.id)).some(({ version }) => version === body.version))
      if (performance.now() - began > 60_000) throw new Error(`version ${body.version} was never seen`)
  return performance.now() - began
}

async function asked(house: House, url: string, body: object) {
  const answer = await house.call(house.acme.admin.token, 'POST', url, body)
  if (answer.status >= 300) throw new Error(`${url}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}
