// Makes elements. Texts become text nodes and never markup: what the runtime shows is hostile by design.

/**
 * @param {string} tag
 * @param {object} [properties] `on` for listeners, `style` for properties of CSS, `class`, attributes; true is an
 *     attribute without a value, false and null are none
 * @param {...(Node|string|number|null|false|Array)} children
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'style') {
      for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
    } else if (name === 'value') {
      element.value = value;
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

/** Puts these in the place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A sign of strokes on 24 by 24. */
export function sign(strokes) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', strokes);
  svg.append(path);
  return svg;
}

/** A short message at the edge of the page. */
export function toast(text, kind = '') {
  const element = h('div', { class: `toast ${kind}` }, text);
  document.getElementById('toasts').append(element);
  setTimeout(() => element.remove(), 5000);
}

/** A button that does something, is off meanwhile, and tells when it fails. */
export function button(text, action, properties = {}) {
  const element = h('button', { type: 'button', ...properties, on: {
    click: async event => {
      event.stopPropagation();
      element.disabled = true;
      try {
        await action(event);
      } catch (failure) {
        toast(failure.message, 'red');
      } finally {
        element.disabled = false;
      }
    },
  } }, text);
  return element;
}

/** A panel with a heading. */
export function panel(title, tools, ...body) {
  return h('section', { class: 'panel' },
    h('div', { class: 'bar' }, h('h2', {}, title), tools),
    ...body);
}

/** The head of a view; without `crumb`, `facts` or `actions` it has no such part. */
export function head(title, { crumb, facts: about, actions } = {}) {
  return h('div', { class: 'head' },
    h('div', { class: 'title' },
      crumb === undefined ? null : h('div', { class: 'crumb' }, crumb),
      typeof title === 'string' ? h('h1', {}, title) : title,
      about === undefined ? null : h('div', { class: 'facts' }, about)),
    actions === undefined ? null : h('div', { class: 'actions' }, actions));
}

/** A box that stands out, `red` or `orange`. */
export function notice(style, title, ...content) {
  return h('div', { class: `notice ${style}` }, h('h2', {}, title), content);
}

/** A list of names and their values. */
export function facts(pairs, style = '') {
  return h('dl', { class: `facts ${style}` }, pairs.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

/** A table with these columns; those of numbers are aligned as such. */
export function table(titles, body, numbers = []) {
  return h('table', {},
    h('thead', {}, h('tr', {}, titles.map(title => h('th', { scope: 'col', class: numbers.includes(title) ? 'number' : null }, title)))),
    body);
}

export function empty(title, text) {
  return h('div', { class: 'empty' }, h('strong', {}, title), text);
}

let fields = 0;

/** A labelled field. */
export function field(label, input) {
  fields += 1;
  input.id = `field-${fields}`;
  return h('label', { class: 'field', for: input.id }, h('span', {}, label), input);
}

/** Copies a text and says so. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  } catch {
    dialog('Copy it from here', h('textarea', { rows: 8, 'aria-label': what, value: text }));
  }
}

/** A dialog with the given content; resolves when it is closed. */
export function dialog(title, content, ...actions) {
  const box = h('dialog', { 'aria-label': title },
    h('h2', {}, title), content,
    h('div', { class: 'actions' }, button('Close', () => box.close(), { class: 'quiet' }), actions));
  document.body.append(box);
  box.showModal();
  return Object.assign(box, {
    closed: new Promise(done => box.addEventListener('close', () => { box.remove(); done(); }, { once: true })),
  });
}
