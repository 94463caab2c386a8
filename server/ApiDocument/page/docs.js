// Reads the OpenAPI document and shows it: a list of operations, and one of them.
const api = await (await fetch('/openapi/v1.json')).json()
const contents = document.getElementById('contents')
const shown = document.getElementById('operation')
const search = document.getElementById('search')

const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })))

// Everything goes in as text: nothing of the document is ever read as HTML.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) name === 'onclick' ? element.addEventListener('click', value) : element.setAttribute(name, value)
  element.append(...children.filter(child => child !== null && child !== undefined))
  return element
}

function resolve(node) {
  while (node?.$ref) node = node.$ref.split('/').slice(1).reduce((at, step) => at[step.replaceAll('~1', '/').replaceAll('~0', '~')], api)
  return node ?? {}
}

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split('/').at(-1)
  const forms = schema.oneOf ?? schema.anyOf
  if (forms) return forms.map(typeOf).join(' | ')
  const type = [schema.type ?? 'any'].flat().join(' | ')
  if (schema.items) return `${typeOf(schema.items)}[]`
  return schema.format && !schema.format.startsWith('int') ? `${type} (${schema.format})` : type
}

function limits(schema) {
  const words = { minimum: 'at least', maximum: 'at most', minLength: 'length from', maxLength: 'length to', minItems: 'items from', maxItems: 'items to' }
  const said = Object.entries(words).filter(([key]) => schema[key] !== undefined && schema[key] !== 0).map(([key, word]) => `${word} ${schema[key]}`)
  if (schema.enum) said.push(`one of ${schema.enum.join(', ')}`)
  return said.join('; ')
}

// Backticks are all the Markdown that descriptions use besides paragraphs.
const inline = text => text.split('`').map((part, index) => (index % 2 ? make('code', {}, part) : part))
const prose = text => (text ?? '').split('\n\n').filter(Boolean).map(paragraph => make('p', {}, ...inline(paragraph)))

function fields(schema, seen = []) {
  const name = schema.$ref?.split('/').at(-1)
  const form = resolve(schema)
  const object = (form.oneOf ?? form.anyOf)?.map(resolve).find(one => one.properties) ?? form
  if (form.items) return fields(form.items, seen)
  if (!object.properties || seen.includes(name)) return null
  return make('table', {},
    make('thead', {}, make('tr', {}, ...['Field', 'Type', 'What it is'].map(title => make('th', { scope: 'col' }, title)))),
    make('tbody', {}, ...Object.entries(object.properties).map(([field, inner]) => {
      const target = resolve((inner.oneOf ?? inner.anyOf)?.find(one => one.$ref) ?? inner)
      const nested = (inner.$ref || inner.oneOf || inner.items) && fields((inner.oneOf ?? inner.anyOf)?.find(one => one.$ref) ?? inner, [...seen, name])
      return make('tr', {},
        make('td', {}, make('code', {}, field), object.required?.includes(field) ? make('span', { class: 'dim' }, ' required') : null),
        make('td', {}, typeOf(inner)),
        make('td', {}, ...inline([inner.description ?? target.description, limits(inner.enum ? inner : target)].filter(Boolean).join(' — ')),
          nested ? make('details', {}, make('summary', {}, 'Its fields'), nested) : null))
    })))
}

const json = value => make('pre', { tabindex: '0' }, typeof value === 'string' ? value : JSON.stringify(value, null, 2))

function bodyOf(content) {
  return Object.entries(content ?? {}).flatMap(([type, body]) => [
    make('p', { class: 'dim' }, type),
    body.example === undefined ? null : json(body.example),
    ...Object.values(body.examples ?? {}).map(example => make('details', {}, make('summary', {}, example.summary), json(example.value))),
    body.examples ? null : fields(body.schema ?? {}),
  ].filter(Boolean))
}

function curl(operation) {
  const address = api.servers[0].url + operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => operation.parameters?.find(parameter => parameter.name === name)?.example ?? name)
  const lines = [`curl -X ${operation.method} '${address}'`]
  if (operation.security) lines.push(`-H 'Authorization: Bearer TOKEN'`)
  const content = operation.requestBody?.content ?? {}
  if (content['application/json']) lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(content['application/json'].example).replaceAll("'", "'\\''")}'`)
  else if (content['multipart/form-data']) lines.push(`-F 'file=@FILE'`)
  return lines.join(' \\\n  ')
}

function show(operation) {
  const command = curl(operation)
  const copy = make('button', { type: 'button', onclick: async () => { await navigator.clipboard.writeText(command); copy.textContent = 'Copied' } }, 'Copy')
  shown.replaceChildren(
    make('h2', {}, operation.summary),
    make('p', {}, make('span', { class: 'method' }, operation.method), make('code', {}, operation.path)),
    ...prose(operation.description),
    make('h3', {}, 'Try it'), json(command), copy,
    ...(operation.parameters ? [make('h3', {}, 'Parameters'), make('table', {}, make('tbody', {}, ...operation.parameters.map(parameter => make('tr', {},
      make('td', {}, make('code', {}, parameter.name), make('span', { class: 'dim' }, ` ${parameter.in}${parameter.required ? ', required' : ''}`)),
      make('td', {}, typeOf(parameter.schema)),
      make('td', {}, ...inline([parameter.description, limits(parameter.schema)].filter(Boolean).join(' — ')))))))] : []),
    ...(operation.requestBody ? [make('h3', {}, 'Body'), ...bodyOf(operation.requestBody.content)] : []),
    make('h3', {}, 'Answers'),
    ...Object.entries(operation.responses).map(([status, given]) => {
      const response = resolve(given)
      const details = make('details', {}, make('summary', {}, make('strong', {}, status), ' ', ...inline(response.description)), ...bodyOf(response.content))
      details.open = status.startsWith('2')
      return details
    }))
  document.title = `${operation.summary} · Parley API`
}

function intro() {
  shown.replaceChildren(make('h2', {}, `${api.info.title} ${api.info.version}`), ...prose(api.info.description),
    make('p', {}, 'The whole of it for programs: ', make('a', { href: '/openapi/v1.json' }, '/openapi/v1.json'), ' (OpenAPI ', api.openapi, ').'),
    make('h3', {}, 'Ways in'), ...Object.entries(api.components.securitySchemes).map(([name, scheme]) => make('p', {}, make('code', {}, name), ' ', scheme.description)),
    make('h3', {}, 'Parts'), ...api.tags.map(tag => make('p', {}, make('strong', {}, tag.name), ' ', tag.description ?? '')))
  document.title = 'Parley API'
}

function list() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = operation => words.every(word => `${operation.method} ${operation.path} ${operation.summary} ${Object.keys(operation.responses).join(' ')}`.toLowerCase().includes(word))
  contents.replaceChildren(...api.tags.flatMap(tag => {
    const found = operations.filter(operation => operation.tags[0] === tag.name && fits(operation))
    return found.length === 0 ? [] : [make('h2', {}, tag.name), ...found.map(operation =>
      make('a', { href: `#${operation.operationId}`, ...(location.hash.slice(1) === operation.operationId ? { 'aria-current': 'page' } : {}) }, make('span', { class: 'method' }, operation.method), ' ', operation.summary))]
  }))
}

function route() {
  const operation = operations.find(one => one.operationId === location.hash.slice(1))
  operation ? show(operation) : intro()
  list()
}

search.addEventListener('input', list)
addEventListener('hashchange', () => { route(); shown.focus({ preventScroll: true }); scrollTo(0, 0) })
route()
