import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Copies the example under another name and answers the files; `vitest` is given for a package that stands alone. */
export function copyExample(example: string, folder: string, name: string, vitest: string | undefined): string[] {
  const files = readdirSync(example, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => join(parentPath, file).slice(example.length + 1))
    .filter((file) => !file.split(/[\\/]/).includes('node_modules'))
  for (const file of files) {
    const text = readFileSync(join(example, file), 'utf8')
    write(
      join(folder, file),
      file === 'package.json' ? manifest(text, name, vitest) : renamed(ownWords(file, text), name),
    )
  }
  if (vitest === undefined) return files
  write(join(folder, 'tsconfig.json'), `${JSON.stringify(tsconfig, null, 2)}\n`)
  return [...files, 'tsconfig.json']
}

const write = (file: string, text: string) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

// In code a name has no dashes; everywhere else it is itself, or its title.
const renamed = (text: string, name: string): string => {
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const title = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
  return text
    .replaceAll('pigeonSettings', `${camel}Settings`)
    .replaceAll('PigeonSettings', `${camel.charAt(0).toUpperCase()}${camel.slice(1)}Settings`)
    .replaceAll('pigeon', name)
    .replaceAll('Pigeon', title)
}

// What the example's README says of itself is not so of a copy.
const ownWords = (file: string, text: string): string =>
  file === 'README.md' ? text.replace(/(?<=^# Pigeon\n\n)[\s\S]*?(?=\n\n## )/, 'A channel for Faladesk.') : text

const manifest = (text: string, name: string, vitest: string | undefined): string => {
  const { name: _, private: __, description: ___, faladesk, dependencies, ...rest } = JSON.parse(text)
  const made = {
    name: vitest ? `faladesk-plugin-${name}` : `@faladesk/plugin-${name}`,
    ...(vitest ? {} : { private: true }),
    ...rest,
    faladesk: { contract: faladesk.contract, kind: faladesk.kind },
    dependencies,
    ...(vitest && { devDependencies: { vitest }, engines: { node: '>=24' } }),
  }
  return `${JSON.stringify(made, null, 2)}\n`
}

const tsconfig = {
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    lib: ['es2024', 'dom', 'dom.iterable'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['src', 'test'],
}
