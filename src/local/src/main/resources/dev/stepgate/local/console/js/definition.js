// Reads definitions of state machines.

const RESULT_FIELDS = ['ResultSelector', 'ResultPath', 'Output', 'Assign', 'OutputPath'];

/**
 * The parts of a definition that use the result of a state: its own fields, and the choices of the next state.
 * @returns {{title: string, part: object}[]}
 */
export function usesOfResult(definition, name) {
  const group = groupWith(definition, name);
  if (!group) return [];
  const state = group[name];
  const next = group[state.Next];
  const own = Object.fromEntries(RESULT_FIELDS.filter(field => field in state).map(field => [field, state[field]]));
  const uses = [];
  if (Object.keys(own).length) uses.push({ title: `What ${name} does with it`, part: own });
  if (next?.Type === 'Choice') uses.push({ title: `How ${state.Next} decides`, part: { Choices: next.Choices, Default: next.Default } });
  return uses;
}

/** The states among which there is one of that name; names are unique in a definition. */
function groupWith(group, name) {
  const states = group?.States ?? {};
  if (name in states) return states;
  for (const state of Object.values(states)) {
    for (const inner of [state.ItemProcessor, state.Iterator, ...(state.Branches ?? [])]) {
      const found = groupWith(inner, name);
      if (found) return found;
    }
  }
  return undefined;
}
