// A mapping template, what it is given, and what it makes of it, as one types.
import { post } from './api.js';
import { button, field, fill, h, head, notice, toast } from './dom.js';
import { data } from './format.js';
import { throttled } from './live.js';

const EXAMPLE = {
  template: '#set($name = $util.escapeJavaScript($input.path(\'$.name\')).replaceAll("\\\\\'", "\'"))\n{\n  "hello": "$name",\n  "id": "$input.params(\'id\')",\n  "request": "$context.requestId"\n}',
  body: '{"name": "Ann \\"the\\" O\'Neil"}',
  parameters: '{\n  "path": {"id": "7"},\n  "querystring": {},\n  "header": {}\n}',
  context: '{\n  "requestId": "0000-1111",\n  "httpMethod": "POST",\n  "stage": "api"\n}',
  stageVariables: '{}',
};

let written = EXAMPLE;

/** Opens the bench with a template that was rendered for a request. */
export function openBench(rendering, request) {
  written = {
    template: rendering.template,
    body: rendering.given,
    parameters: JSON.stringify({ path: request.path, querystring: request.query, header: Object.fromEntries(request.request.headers) }, null, 2),
    context: JSON.stringify(request.context, null, 2),
    stageVariables: JSON.stringify(request.stageVariables, null, 2),
  };
  location.hash = '#/bench';
}

export default async function bench(root, { signal }) {
  const inputs = Object.fromEntries(Object.entries({ template: 14, body: 6, parameters: 6, context: 6, stageVariables: 2 })
    .map(([name, rows]) => [name, h('textarea', { rows, spellcheck: false, value: written[name] })]));
  const result = h('div', { 'aria-live': 'polite' });

  function json(name, what) {
    try {
      return JSON.parse(inputs[name].value || '{}');
    } catch (failure) {
      throw new Error(`${what}: ${failure.message}`);
    }
  }

  async function render() {
    written = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]));
    try {
      const answer = await post('render', {
        template: written.template, body: written.body, ...json('parameters', 'Parameters'),
        context: json('context', '$context'), stageVariables: json('stageVariables', '$stageVariables'),
      }, signal);
      if (answer.error !== undefined) {
        fill(result, notice('red', answer.line ? `The template fails at line ${answer.line}, column ${answer.column}` : 'The template fails', h('div', { class: 'wrong' }, answer.error),
          answer.line ? button(`Go to line ${answer.line}`, () => select(answer.line, answer.column)) : null));
        return;
      }
      fill(result, answer.notJson === undefined ? null
        : notice('orange', 'The result is not JSON', h('div', { class: 'wrong' }, answer.notJson)), data('Result', answer.result));
    } catch (failure) {
      if (failure.name !== 'AbortError') fill(result, notice('orange', 'Not rendered', h('div', { class: 'wrong' }, failure.message)));
    }
  }

  /** Selects the text from this place to the end of its line. */
  function select(line, column) {
    const before = inputs.template.value.split('\n').slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const end = before + inputs.template.value.slice(before).split('\n')[0].length;
    inputs.template.focus();
    inputs.template.setSelectionRange(Math.min(end, before + column - 1), end);
  }

  const soon = throttled(render, 150, signal);
  Object.values(inputs).forEach(input => input.addEventListener('input', soon));
  fill(root,
    head('Template bench', {
      facts: 'A mapping template of API Gateway, rendered as you type',
      actions: button('Example', () => {
        for (const [name, text] of Object.entries(EXAMPLE)) inputs[name].value = text;
        toast('An example');
        return render();
      }),
    }),
    h('div', { class: 'columns' },
      h('section', { class: 'panel', 'aria-label': 'Template and what it is given' }, h('div', { class: 'body' },
        field('Mapping template', inputs.template), field('Body', inputs.body),
        h('details', {}, h('summary', {}, 'Parameters, $context and $stageVariables'), field('Parameters', inputs.parameters), field('$context', inputs.context), field('$stageVariables', inputs.stageVariables)))),
      h('section', { class: 'panel', 'aria-label': 'What it makes of it' }, h('div', { class: 'body' }, result))));
  await render();
}
