// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import dev.stepgate.local.path.PathReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lists the variables that each state reads
/// ([DescribeStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html),
/// `variableReferences`).
public final class VariableReferences {
    private final Map<String, List<String>> byState = new TreeMap<>();

    private VariableReferences() {}

    /// Returns the sorted names of variables, without `$`, for each state, at any depth, that reads any.
    public static Map<String, List<String>> of(StateMachine machine) {
        VariableReferences references = new VariableReferences();
        references.group(machine.states());
        return references.byState;
    }

    private void group(StateGroup group) {
        group.states().values().forEach(state -> {
            Reader reader = new Reader();
            reader.flow(state.flow());
            reader.own(state);
            if (!reader.names.isEmpty()) {
                byState.put(state.name(), new ArrayList<>(reader.names));
            }
            switch (state) {
                case State.Parallel parallel -> parallel.branches().forEach(this::group);
                case State.Map map -> group(map.iteration().processor().states());
                case State.Task _, State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> {}
            }
        });
    }

    /// Collects the variables that the parts of one state read.
    private static final class Reader {
        private final TreeSet<String> names = new TreeSet<>();

        void own(State state) {
            switch (state) {
                case State.Task task -> task(task);
                case State.Wait wait -> delay(wait.delay());
                case State.Fail fail -> {
                    setting(fail.error());
                    setting(fail.cause());
                }
                case State.Choice choice ->
                    choice.choices().forEach(branch -> {
                        rule(branch.rule());
                        flow(branch.flow());
                    });
                case State.Parallel parallel -> recovery(parallel.recovery());
                case State.Map map -> {
                    iteration(map.iteration());
                    recovery(map.recovery());
                }
                case State.Pass _, State.Succeed _ -> {}
            }
        }

        private void task(State.Task task) {
            template(task.call().credentials());
            setting(task.call().timeout());
            setting(task.call().heartbeat());
            recovery(task.recovery());
        }

        void flow(DataFlow flow) {
            switch (flow) {
                case DataFlow.Paths paths -> {
                    paths.inputPath().ifPresent(this::reference);
                    paths.outputPath().ifPresent(this::reference);
                    template(paths.parameters());
                    template(paths.resultSelector());
                }
                case DataFlow.Jsonata jsonata -> {
                    template(jsonata.arguments());
                    template(jsonata.output());
                }
            }
            flow.assign().ifPresent(this::template);
        }

        private void recovery(Recovery recovery) {
            recovery.catchers().forEach(catcher -> flow(catcher.flow()));
        }

        private void delay(Delay delay) {
            switch (delay) {
                case Delay.Seconds seconds -> setting(Optional.of(seconds.seconds()));
                case Delay.Until until -> setting(Optional.of(until.timestamp()));
            }
        }

        private void iteration(Iteration iteration) {
            switch (iteration.items()) {
                case ItemSource.Path path -> reference(path.reference());
                case ItemSource.Items items -> template(items.template());
                case ItemSource.Input _ -> {}
                case ItemSource.Reader reader -> reader(reader.reader());
            }
            template(iteration.selector());
            setting(Optional.of(iteration.maxConcurrency()));
            Distribution distribution = iteration.distribution();
            setting(distribution.tolerated().count());
            setting(distribution.tolerated().percentage());
            distribution.writer().ifPresent(writer -> template(writer.arguments()));
            distribution.batcher().ifPresent(batcher -> {
                template(batcher.batchInput());
                setting(batcher.maxItemsPerBatch());
                setting(batcher.maxInputBytesPerBatch());
            });
        }

        private void reader(ItemReader reader) {
            template(reader.arguments());
            reader.config().ifPresent(config -> {
                setting(config.maxItems());
                setting(config.settings().itemsPointer());
            });
        }

        private void rule(ChoiceRule rule) {
            switch (rule) {
                case ChoiceRule.And and -> and.rules().forEach(this::rule);
                case ChoiceRule.Or or -> or.rules().forEach(this::rule);
                case ChoiceRule.Not not -> rule(not.rule());
                case ChoiceRule.Matches matches -> reference(matches.variable());
                case ChoiceRule.TypeTest test -> reference(test.variable());
                case ChoiceRule.Condition condition -> setting(Optional.of(condition.condition()));
                case ChoiceRule.Comparison comparison -> {
                    reference(comparison.variable());
                    if (comparison.operand() instanceof ChoiceRule.Operand.Variable(PathReference operand)) {
                        reference(operand);
                    }
                }
            }
        }

        private <T> void setting(Optional<Setting<T>> setting) {
            if (setting.isPresent()
                    && setting.get() instanceof Setting.Computed<T>(PayloadTemplate.Expression expression)) {
                template(expression);
            }
        }

        private void template(Optional<PayloadTemplate> template) {
            template.ifPresent(this::template);
        }

        private void template(PayloadTemplate template) {
            switch (template) {
                case PayloadTemplate.Literal _ -> {}
                case PayloadTemplate.Fields fields -> fields.fields().values().forEach(this::template);
                case PayloadTemplate.Items items -> items.items().forEach(this::template);
                case PayloadTemplate.Path path -> reference(path.reference());
                case PayloadTemplate.Call call -> call.intrinsic().references().forEach(this::reference);
                case PayloadTemplate.Jsonata jsonata ->
                    names.addAll(jsonata.expression().variables());
            }
        }

        private void reference(PathReference reference) {
            if (reference instanceof PathReference.Variable variable) {
                names.add(variable.name());
            }
        }
    }
}
