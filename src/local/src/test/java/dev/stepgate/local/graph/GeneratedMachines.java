// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes definitions of every shape from a seed: containers in containers, long rules, catchers that lead
/// forwards, backwards and to themselves, names of every length and script.
final class GeneratedMachines {
    private static final List<String> ERRORS = List.of(
            "States.ALL",
            "States.Timeout",
            "States.TaskFailed",
            "Lambda.TooManyRequestsException",
            "com.example.VeryLongNameOfAnException");
    private static final List<String> WORDS = List.of(
            "Check",
            "Order",
            "of",
            "the",
            "Customer",
            "Überprüfung",
            "支払い",
            "Reserve-Stock",
            "Notify",
            "<b>&",
            "x",
            "WordWithoutASpaceInIt");

    private final Random random;
    private int names;

    private GeneratedMachines(long seed) {
        this.random = new Random(seed);
    }

    /// @param states in the outermost group
    static String definition(long seed, int states) {
        return Json.write(new GeneratedMachines(seed).group(states, 0));
    }

    private ObjectNode group(int count, int depth) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(name());
        }
        ObjectNode group = Json.mapper().createObjectNode().put("StartAt", all.getFirst());
        ObjectNode states = group.putObject("States");
        Set<Integer> reached = new HashSet<>();
        for (int i = 0; i < count; i++) {
            state(states.putObject(all.get(i)), i, all, reached, depth);
        }
        return group;
    }

    private String name() {
        StringBuilder name = new StringBuilder("S" + names++);
        for (int words = random.nextInt(4); words > 0; words--) {
            name.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return name.toString();
    }

    private void state(ObjectNode state, int at, List<String> all, Set<Integer> reached, int depth) {
        boolean isLast = at == all.size() - 1;
        boolean mayEnd = isLast || reached.contains(at + 1);
        int kind = random.nextInt(12);
        if (isLast && kind < 3 || !isLast && mayEnd && kind == 0) {
            state.put("Type", random.nextBoolean() ? "Fail" : "Succeed");
        } else if (kind < 4 && !isLast) {
            choice(state, at, all, reached);
        } else {
            work(state, kind, depth);
            if (mayEnd && (isLast || random.nextInt(3) == 0)) {
                state.put("End", true);
            } else {
                state.put("Next", all.get(at + 1));
                reached.add(at + 1);
            }
            catchers(state, at, all, reached);
        }
    }

    private void choice(ObjectNode state, int at, List<String> all, Set<Integer> reached) {
        state.put("Type", "Choice");
        ArrayNode choices = state.putArray("Choices");
        for (int rules = 1 + random.nextInt(4); rules > 0; rules--) {
            ObjectNode rule = rule(2);
            rule.put("Next", all.get(target(at, all, reached)));
            choices.add(rule);
        }
        state.put("Default", all.get(at + 1));
        reached.add(at + 1);
    }

    private int target(int at, List<String> all, Set<Integer> reached) {
        int target = random.nextInt(5) == 0
                ? random.nextInt(all.size())
                : Math.min(all.size() - 1, at + 1 + random.nextInt(5));
        if (target > at) {
            reached.add(target);
        }
        return target;
    }

    private ObjectNode rule(int depth) {
        ObjectNode rule = Json.mapper().createObjectNode();
        if (depth > 0 && random.nextInt(3) == 0) {
            rule.putArray(random.nextBoolean() ? "And" : "Or")
                    .add(rule(depth - 1))
                    .add(rule(depth - 1));
        } else {
            rule.put("Variable", "$.order.items[" + random.nextInt(10) + "].status");
            rule.put("StringEquals", WORDS.get(random.nextInt(WORDS.size())));
        }
        return rule;
    }

    private void work(ObjectNode state, int kind, int depth) {
        switch (kind) {
            case 4 -> state.put("Type", "Wait").put("Seconds", 5);
            case 5 -> state.put("Type", "Pass");
            case 6 -> {
                state.put("Type", depth < 3 ? "Parallel" : "Pass");
                if (depth < 3) {
                    ArrayNode branches = state.putArray("Branches");
                    for (int i = 1 + random.nextInt(3); i > 0; i--) {
                        branches.add(group(1 + random.nextInt(4), depth + 1));
                    }
                }
            }
            case 7 -> {
                state.put("Type", depth < 3 ? "Map" : "Pass");
                if (depth < 3) {
                    state.set("ItemProcessor", group(1 + random.nextInt(5), depth + 1));
                }
            }
            default -> state.put("Type", "Task").put("Resource", "arn:aws:states:::lambda:invoke");
        }
    }

    private void catchers(ObjectNode state, int at, List<String> all, Set<Integer> reached) {
        if (!Set.of("Task", "Parallel", "Map").contains(state.path("Type").asText())) {
            return;
        }
        if (random.nextInt(3) == 0) {
            ObjectNode retrier = state.putArray("Retry").addObject();
            retrier.putArray("ErrorEquals").add(ERRORS.get(random.nextInt(ERRORS.size())));
        }
        if (random.nextInt(3) == 0) {
            ArrayNode catchers = state.putArray("Catch");
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                ObjectNode catcher = catchers.addObject();
                catcher.putArray("ErrorEquals").add(ERRORS.get(i == 1 ? 0 : 1 + random.nextInt(ERRORS.size() - 1)));
                catcher.put("Next", all.get(random.nextInt(8) == 0 ? at : target(at, all, reached)));
            }
        }
    }
}
