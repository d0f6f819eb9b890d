// Answers a task that waits for a callback.
import { aws } from './api.js';
import { button, dialog, field, h, toast } from './dom.js';

export function answerDialog(token, state) {
  const output = h('textarea', { rows: 6, spellcheck: false, value: '{}' });
  const error = h('input', { value: 'Refused', maxlength: 256 });
  const cause = h('input', { value: '', maxlength: 32768 });
  const wrong = h('p', { class: 'wrong', role: 'alert' });

  async function send(operation, input, text) {
    wrong.textContent = '';
    try {
      await aws('states', operation, { taskToken: token, ...input });
      toast(text);
      box.close();
    } catch (failure) {
      wrong.textContent = failure.message;
    }
  }

  const box = dialog(`Answer ${state}`, h('div', {},
    field('Output, as JSON', output), wrong,
    h('details', {}, h('summary', {}, 'Let it fail'), field('Error', error), field('Cause', cause),
      button('Send failure', () => send('SendTaskFailure', { error: error.value, cause: cause.value }, 'The task was told to fail'), { class: 'danger' }))),
  button('Send heartbeat', () => send('SendTaskHeartbeat', {}, 'Heartbeat sent')),
  button('Send success', () => {
    try {
      JSON.parse(output.value);
    } catch (failure) {
      wrong.textContent = `The output is not JSON: ${failure.message}`;
      return undefined;
    }
    return send('SendTaskSuccess', { output: output.value }, 'The task was answered');
  }, { class: 'primary' }));
  output.focus();
}
