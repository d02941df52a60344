import type { Element, ElementContent, Root as Html } from 'hast'
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { bundledLanguages } from 'shiki/langs'
import { visit } from 'unist-util-visit'

const theme = createCssVariablesTheme({ name: 'lesson', variablePrefix: '--code-' })

/** Shiki leaves a line plain after half a second; what a release looks like must not depend on how busy the machine was. */
const NO_LIMIT_MS = 0

const highlighter = createHighlighterCore({ themes: [theme], langs: [], engine: createJavaScriptRegexEngine() })

/** Colours the code blocks whose language is known, by classes `code-keyword`, `code-string`, …: pages allow no inline style. */
export async function highlight(html: Html): Promise<void> {
  const shiki = await highlighter
  const blocks: { code: Element; language: keyof typeof bundledLanguages }[] = []
  visit(html, 'element', (element, _, parent) => {
    const language = languageOf(element)
    if (language && parent?.type === 'element' && parent.tagName === 'pre') blocks.push({ code: element, language })
  })
  for (const { code, language } of blocks) {
    await shiki.loadLanguage(bundledLanguages[language])
    const text = code.children.map((child) => (child.type === 'text' ? child.value : '')).join('')
    const { tokens } = shiki.codeToTokens(text.replace(/\n$/, ''), {
      lang: language,
      theme: 'lesson',
      tokenizeTimeLimit: NO_LIMIT_MS,
    })
    code.children = tokens.flatMap((line, index): ElementContent[] => [
      ...(index > 0 ? [{ type: 'text', value: '\n' } as const] : []),
      ...line.map(({ content, color }) => coloured(content, color)),
    ])
  }
}

function languageOf(element: Element): keyof typeof bundledLanguages | null {
  if (element.tagName !== 'code' || !Array.isArray(element.properties.className)) return null
  const name = element.properties.className.map(String).find((one) => one.startsWith('language-'))
  const language = name?.slice('language-'.length).toLowerCase()
  return language && Object.hasOwn(bundledLanguages, language) ? (language as keyof typeof bundledLanguages) : null
}

function coloured(content: string, color: string | undefined): ElementContent {
  const token = /--code-token-([a-z-]+)/.exec(color ?? '')?.[1]
  const text: ElementContent = { type: 'text', value: content }
  return token
    ? { type: 'element', tagName: 'span', properties: { className: [`code-${token}`] }, children: [text] }
    : text
}
