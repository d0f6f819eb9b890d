// Answers a task that waits for a callback or for a worker.
import { aws, get } from './api.js';
import { button, dialog, field, fill, h, toast } from './dom.js';
import { data } from './format.js';
import { usesOfResult } from './definition.js';

/**
 * @param {{token: string, state: string, machineArn: string}} task
 * @param {() => void} [answered] is called when the task has its answer
 */
export function answerDialog({ token, state, machineArn }, answered = () => {}) {
  const output = h('textarea', { rows: 6, spellcheck: false, placeholder: 'One JSON value' });
  const error = h('input', { value: 'Refused', maxlength: 256 });
  const cause = h('input', { value: '', maxlength: 32768 });
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const uses = h('div', {});

  async function send(operation, input, text) {
    wrong.textContent = '';
    try {
      await aws('states', operation, { taskToken: token, ...input });
      toast(text);
      box.close();
      if (operation !== 'SendTaskHeartbeat') answered();
    } catch (failure) {
      wrong.textContent = failure.message;
    }
  }

  const box = dialog(`Answer ${state}`, h('div', {},
    field('Output, as JSON', output), wrong, uses,
    h('details', {}, h('summary', {}, 'Let it fail'), field('Error', error), field('Cause', cause),
      button('Send failure', () => send('SendTaskFailure', { error: error.value, cause: cause.value }, 'The task was told to fail'), { class: 'danger' }))),
  button('Send heartbeat', () => send('SendTaskHeartbeat', {}, 'Heartbeat sent')),
  button('Send success', () => {
    if (output.value.trim() === '') {
      wrong.textContent = 'The output is empty: enter one JSON value';
      return undefined;
    }
    try {
      JSON.parse(output.value);
    } catch (failure) {
      wrong.textContent = `The output is not JSON: ${failure.message}`;
      return undefined;
    }
    return send('SendTaskSuccess', { output: output.value }, 'The task was answered');
  }, { class: 'primary' }));
  output.focus();
  showUses(uses, machineArn, state).catch(() => {});
}

/** Shows what the state machine does with the output, from which its shape can be seen. */
async function showUses(place, machineArn, state) {
  const machine = await get('machine', { arn: machineArn.split('/')[0] });
  fill(place, usesOfResult(JSON.parse(machine.definition), state).map(({ title, part }) => data(title, JSON.stringify(part))));
}
