// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.InvalidDefinitionException;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.Time;
import java.time.Instant;
import java.util.Optional;

/// The dependencies of the service.
///
/// @param resources decides which resources a definition may name
/// @param testCases if empty, an ARN with a `#` names no state machine, as on AWS
/// @param parsed definitions that have been checked already
public record StepFunctionsDependencies(
        Account account,
        Interpreter interpreter,
        ResourceCheck resources,
        Time time,
        ExecutionIds ids,
        Optional<TestCases> testCases,
        Store store,
        ParsedDefinitions parsed) {

    /// Makes dependencies that keep everything in memory only.
    public StepFunctionsDependencies(
            Account account,
            Interpreter interpreter,
            ResourceCheck resources,
            Time time,
            ExecutionIds ids,
            Optional<TestCases> testCases) {
        this(account, interpreter, resources, time, ids, testCases, Store.NONE, new ParsedDefinitions());
    }

    public StepFunctionsDependencies(
            Account account, Interpreter interpreter, ResourceCheck resources, Time time, ExecutionIds ids) {
        this(account, interpreter, resources, time, ids, Optional.empty());
    }

    Instant now() {
        return time.now();
    }

    String arn(String resource) {
        return account.arn("states", resource);
    }

    StateMachine parse(String definition, WorkflowType type) {
        Optional<StateMachine> known = parsed.take(definition, type);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return new AslParser(type, resources).parse(definition);
        } catch (InvalidDefinitionException e) {
            throw StepFunctionsErrors.invalidDefinition(StepFunctionsErrors.sentence(e.problems()));
        }
    }
}
