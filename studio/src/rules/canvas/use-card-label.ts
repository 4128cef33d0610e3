import { ruleSentence } from '@faladesk/rules'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { actionWords, eventWords } from './card-words.ts'
import { type FlowScene, useScene } from './flow-context.ts'
import type { FlowThing, Placed } from './flow-layout.ts'
import { matchesOf } from './traffic.ts'

/** Returns what a screen reader says of a card: whole sentences, with what became of it under the message on show. */
export function useCardLabel() {
  const { t } = useTranslation('rules-canvas')
  const scene = useScene()
  return useCallback(
    ({ id, what }: Placed): string => {
      const mark = scene.marks?.get(id)
      const said = sentencesOf(what, scene, t)
      return [...said, mark && mark !== 'lit' ? t(`mark.${mark}`) : ''].filter(Boolean).join(' ')
    },
    [scene, t],
  )
}

type Say = ReturnType<typeof useTranslation<'rules-canvas'>>['t']

function sentencesOf(what: FlowThing, scene: FlowScene, t: Say): readonly string[] {
  const { say, counts, findings, stopped, messages } = scene
  switch (what.kind) {
    case 'event': {
      const { title, time } = eventWords(what.block.trigger, say.locale)
      const seen = what.block.trigger.event === 'message-received' && messages !== null
      return [
        t('a11y.event', { name: time ? `${title}, ${time}` : title }),
        seen ? `${t('messages', { count: messages })}.` : '',
      ]
    }
    case 'lane':
      return [
        t('a11y.lane', { name: t(`lane.${what.block.lane}.title`), lead: t(`lane.${what.block.lane}.lead`) }),
        `${t('ruleCount', { count: what.count })}.`,
      ]
    case 'rule': {
      const { rule, place } = what.placed
      const matched = matchesOf(counts, [rule.id])
      const found = findings.get(rule.id)?.length ?? 0
      return [
        t('a11y.rule', { place, name: rule.name, sentence: ruleSentence(rule, { ...say, quoteLength: 80 }).text }),
        rule.enabled === false ? t('a11y.off') : stopped.has(rule.id) ? t('a11y.stopped') : '',
        matched === null ? '' : t('a11y.matched', { count: matched }),
        found === 0 ? '' : t('a11y.findings', { count: found }),
      ]
    }
    case 'group': {
      const range = { from: what.rules[0]?.place ?? 0, to: what.rules.at(-1)?.place ?? 0 }
      const name = what.folder === null ? t('gathered', range) : t('a11y.folder', { name: what.folder })
      return [`${name}.`, `${t('ruleCount', { count: what.rules.length })}.`]
    }
    case 'rest':
      return [`${t('rest.title')}: ${t('rest.under')}.`]
    case 'action': {
      const { does, about } = actionWords(what.action, say)
      const name = about === null ? does : `${does}: ${about}`
      return [t('a11y.action', { name }), `${t('ruleCount', { count: what.action.ruleIds.size })}.`]
    }
    case 'frame':
      return []
  }
}
