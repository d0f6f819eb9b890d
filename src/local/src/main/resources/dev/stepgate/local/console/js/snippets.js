// An execution as a line for the shell, and as a test.
import { pretty } from './format.js';

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function cliLine(execution, endpoint) {
  const operation = execution.type === 'EXPRESS' ? 'start-sync-execution' : 'start-execution';
  const prefix = execution.type === 'EXPRESS' ? 'AWS_DISABLE_HOST_PREFIX_INJECTION=true ' : '';
  return `${prefix}aws --endpoint-url ${endpoint} stepfunctions ${operation} --state-machine-arn ${quoted(execution.machineArn)} --input ${quoted(execution.input)}`;
}

/** A Java text block that holds the text. */
function block(text) {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""').replaceAll('\r', '\\r').replaceAll(/ $/gm, '\\s');
  return `"""\n                ${escaped.split('\n').join('\n                ')}"""`;
}

export function testOf(execution) {
  const machine = execution.machine.replaceAll(/[^A-Za-z0-9]/g, '');
  const ending = execution.status === 'SUCCEEDED' ? 'succeeded()'
    : execution.status === 'FAILED' && execution.error ? `failedWith(${JSON.stringify(execution.error)})`
      : execution.status === 'TIMED_OUT' ? 'failedWith("States.Timeout")' : 'succeeded() // it was aborted here';
  return `import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import org.junit.jupiter.api.Test;

@StepgateTest
class ${machine}ConsoleTest {
    @Test
    void endsAsItDidInTheConsole(Stepgate stepgate) {
        WorkflowExecution execution = stepgate.machine(${JSON.stringify(execution.machine)})
                .start(${block(pretty(execution.input))});

        assertThat(execution).${ending};
    }
}
`;
}
