import { type Chat, startChat } from './chat.ts'
import { type Place, placeOfScript } from './place.ts'
import { beginSession, NotKnown, NotWelcome, type Session } from './session.ts'
import { type Memory, memoryOf } from './storage.ts'
import { languageOf } from './texts.ts'

/** The site's word for who the visitor is: a signed token, or what fetches one whenever it is needed. */
type Word = string | (() => string | Promise<string>)

const boot = (place: Place) => {
  const language = languageOf(place.language ?? (document.documentElement.lang || navigator.language))
  let memory = memoryOf(place.inbox)
  let word: Word | null = place.identity
  let chat: Chat | null = null
  let wish: boolean | null = null
  // Counts who is asked for: an answer for somebody before is nobody's.
  let round = 0

  // Throws where the visitor has left, or the site names another, before the answer is here.
  const begin = async (of: Memory): Promise<Session> => {
    const mine = round
    const identity = typeof word === 'function' ? await word() : word
    const session = await beginSession(place, language, of.get().token, identity)
    if (mine !== round || of !== memory) throw new Error('meanwhile it is somebody else')
    return session
  }

  const show = (session: Session, returning: boolean) => {
    if (chat) chat.become(session)
    else {
      const own = memory
      chat = startChat(place, own, session, () => begin(own))
    }
    // Somebody who has written before may have an answer waiting; everybody else costs no connection until they open the chat.
    if (returning) chat.connect()
    if (wish !== null) chat.toggle(wish)
    wish = null
  }

  // A page may ask before the desk has answered.
  const ask = (open: boolean) => {
    if (chat) chat.toggle(open)
    else wish = open
  }

  const enter = async () => {
    const mine = ++round
    const returning = memory.get().token !== undefined
    for (let turn = 0; mine === round; turn++) {
      try {
        return show(await begin(memory), returning)
      } catch (error) {
        if (mine !== round) return
        if (error instanceof NotWelcome)
          return console.error(`Faladesk: this page or inbox is not allowed (${error.message}).`)
        if (error instanceof NotKnown) {
          console.error(`Faladesk: ${error.message}`)
          // Without a good word for them they are a stranger, and see nothing of anybody's; where only known people may
          // talk, the widget waits for identify().
          if (word === null) return
          word = null
          leave()
        } else if (turn === 6) return
        // A site that is not on the list looks like a broken line to its page: after some minutes it is left alone.
        else await new Promise((resolve) => setTimeout(resolve, 2000 * 2 ** turn))
      }
    }
  }
  const leave = () => {
    memory.forget()
    memory = memoryOf(place.inbox)
    chat?.end()
    chat = null
  }

  Object.assign(window, {
    Faladesk: {
      open: () => ask(true),
      close: () => ask(false),
      toggle: () => (chat ? chat.toggle() : ask(!wish)),
      /** The site says who the visitor is. */
      identify({ token }: { token: Word }) {
        word = token
        void enter()
      },
      /** The visitor has left the site's account: this browser forgets the conversation. */
      logout() {
        word = null
        leave()
        void enter()
      },
    },
  })
  void enter()
}

const place = placeOfScript()
// A second copy of the script on the same page does nothing.
if (
  place &&
  !document.getElementById('faladesk') &&
  !('identify' in ((window as { Faladesk?: object }).Faladesk ?? {}))
) {
  if (document.body) boot(place)
  else addEventListener('DOMContentLoaded', () => boot(place), { once: true })
}
