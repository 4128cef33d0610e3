import type { Report } from './finding.ts'
import { escapeKey } from './scan.ts'
import type { SchemaNode } from './schema-node.ts'
import { nearest } from './text.ts'
import { checkNumber, checkString, fitsType, isObject, type Json, patternOf } from './walk-value.ts'

/** Compares scanned JSON with a schema and reports each misfit where it is, with what would be right. No code is generated. */
export function walk(root: SchemaNode, value: unknown, report: Report): void {
  check(root, value, '')

  function check(schema: SchemaNode, value: unknown, pointer: string): void {
    const node = resolve(schema)
    if (node['x-tag'] !== undefined) checkTagged(node, node['x-tag'], value, pointer)
    else if (node['x-keys'] !== undefined) checkKeyed(node, node['x-keys'], value, pointer)
    else if (node.anyOf !== undefined) checkKinds(node, node.anyOf, value, pointer)
    else if (node.const !== undefined) reportChoice({ ...node, enum: [node.const] }, value, pointer)
    else if (node.enum !== undefined) reportChoice(node, value, pointer)
    else if (!fitsType(node, value)) report({ code: 'type', pointer, given: value, allowed: [node.type ?? ''] })
    else if (typeof value === 'string') checkString(node, value, pointer, report)
    else if (typeof value === 'number') checkNumber(node, value, pointer, report)
    else if (Array.isArray(value)) checkArray(node, value, pointer)
    else if (isObject(value)) checkObject(node, value, pointer)
  }

  /** One property's constant chooses the branch, so that its other problems are told about that branch only. */
  function checkTagged(node: SchemaNode, tag: string, value: unknown, pointer: string): void {
    const branches = (node.anyOf ?? []).map(resolve)
    const names = branches.map((branch) => branch.properties?.[tag]?.const)
    const at = `${pointer}/${tag}`
    if (!isObject(value)) report({ code: 'type', pointer, given: value, allowed: ['object'] })
    else if (!Object.hasOwn(value, tag)) report({ code: 'required', pointer: at, allowed: names.map(String) })
    else {
      const branch = branches[names.indexOf(value[tag])]
      if (branch === undefined) reportChoice({ enum: names }, value[tag], at)
      else check(branch, value, pointer)
    }
  }

  /** Exactly one of some keys chooses the branch. */
  function checkKeyed(node: SchemaNode, keys: readonly string[], value: unknown, pointer: string): void {
    const present = isObject(value) ? keys.filter((key) => Object.hasOwn(value, key)) : []
    const branch = (node.anyOf ?? []).find((one) => resolve(one).required?.includes(present[0] ?? ''))
    if (!isObject(value)) report({ code: 'type', pointer, given: value, allowed: ['object'] })
    else if (present.length !== 1 || branch === undefined) report({ code: 'one-key', pointer, allowed: keys })
    else check(branch, value, pointer)
  }

  /** The value's JSON type chooses the branch; where several share a type, one of them must accept the value. */
  function checkKinds(node: SchemaNode, branches: readonly SchemaNode[], value: unknown, pointer: string): void {
    const fitting = branches.filter((branch) => fitsType(resolve(branch), value))
    const [only] = fitting
    if (only !== undefined && fitting.length === 1) check(only, value, pointer)
    else if (!fitting.some((branch) => accepts(branch, value))) {
      const names = branches.flatMap((branch) => branch.enum ?? [])
      const allowed = branches.map((branch) => resolve(branch).type ?? '')
      if (names.length > 0) reportChoice({ ...node, enum: names }, value, pointer)
      else report({ code: 'type', pointer, given: value, allowed })
    }
  }

  function checkObject(node: SchemaNode, value: Json, pointer: string): void {
    const keys = Object.keys(value)
    const known = Object.keys(node.properties ?? {})
    const open = Object.keys(node.patternProperties ?? {})
    const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY, additionalProperties } = node
    if (keys.length < minProperties) report({ code: 'too-few', pointer, allowed: known })
    if (keys.length > maxProperties) report({ code: 'too-many', pointer, limit: maxProperties })
    for (const key of node.required ?? [])
      if (!Object.hasOwn(value, key)) report({ code: 'required', pointer: `${pointer}/${escapeKey(key)}` })
    for (const key of keys) {
      const at = `${pointer}/${escapeKey(key)}`
      if (node.propertyNames !== undefined) check({ type: 'string', ...node.propertyNames }, key, at)
      if (known.includes(key)) check(node.properties?.[key] ?? {}, value[key], at)
      else if (open.some((start) => patternOf(start).test(key))) continue
      else if (typeof additionalProperties === 'object') check(additionalProperties, value[key], at)
      else if (additionalProperties === false)
        report({ code: 'unknown-key', pointer: at, allowed: known, nearest: nearest(key, known) })
    }
  }

  function checkArray(node: SchemaNode, value: readonly unknown[], pointer: string): void {
    const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = node
    if (value.length < minItems) report({ code: node['x-problem'] ?? 'empty-list', pointer })
    if (value.length > maxItems) report({ code: 'too-many', pointer, limit: maxItems })
    else if (items !== undefined) value.forEach((item, index) => void check(items, item, `${pointer}/${index}`))
  }

  function reportChoice(node: SchemaNode, value: unknown, pointer: string): void {
    const choices = node.enum ?? []
    if (choices.includes(value)) return
    const allowed = choices.map(String)
    const near = typeof value === 'string' ? nearest(value, allowed) : undefined
    report({ code: node['x-problem'] ?? 'choice', pointer, given: value, allowed, nearest: near })
  }

  function resolve(schema: SchemaNode): SchemaNode {
    return schema.$ref === undefined ? schema : (root.$defs?.[schema.$ref.slice('#/$defs/'.length)] ?? {})
  }

  function accepts(branch: SchemaNode, value: unknown): boolean {
    let fits = true
    walk({ ...resolve(branch), $defs: root.$defs ?? {} }, value, () => {
      fits = false
    })
    return fits
  }
}
