// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// The existing state machines.
final class StateMachineEntries {
    private final Map<String, StateMachineEntry> byArn = new ConcurrentHashMap<>();
    private final MachineArchive archive;

    /// Begins with the machines of the process before.
    StateMachineEntries(MachineArchive archive) {
        this.archive = archive;
        archive.forEach(machine -> byArn.put(machine.arn(), machine));
    }

    /// The revision that an execution runs: a machine's current one, a version, or the version to which an
    /// alias led.
    record Target(
            StateMachineEntry machine, Revision revision, Optional<String> versionArn, Optional<String> aliasArn) {}

    /// Adds a machine unless its ARN exists; returns the existing one, if any.
    Optional<StateMachineEntry> putIfAbsent(StateMachineEntry machine) {
        Optional<StateMachineEntry> existing = Optional.ofNullable(byArn.putIfAbsent(machine.arn(), machine));
        if (existing.isEmpty()) {
            machine.keepIn(archive);
        }
        return existing;
    }

    void delete(String arn) {
        Optional.ofNullable(byArn.remove(arn)).ifPresent(StateMachineEntry::forget);
    }

    /// Returns all machines in the order of their names, as AWS lists them.
    List<StateMachineEntry> all() {
        List<StateMachineEntry> all = new ArrayList<>(byArn.values());
        all.sort(Comparator.comparing(machine -> machine.identity().name()));
        return all;
    }

    Optional<StateMachineEntry> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /// Returns a machine; refuses the ARN of a version or an alias.
    StateMachineEntry get(String arn) {
        Arn.ofMachine(arn);
        return find(arn).orElseThrow(() -> StepFunctionsErrors.noSuchMachine(arn));
    }

    /// Returns the machine of a version or an alias, or the machine itself.
    StateMachineEntry owner(Arn arn) {
        return find(arn.unqualified()).orElseThrow(() -> StepFunctionsErrors.noSuchMachine(arn.text()));
    }

    Target target(String text, RandomGenerator random) {
        StateMachineEntry named = byArn.get(text);
        if (named != null) {
            return new Target(named, named.revision(), Optional.empty(), Optional.empty());
        }
        Arn arn = Arn.ofMachine(text);
        StateMachineEntry machine = owner(arn);
        if (!arn.isQualified()) {
            return new Target(machine, machine.revision(), Optional.empty(), Optional.empty());
        }
        Optional<Alias> alias = machine.alias(arn.qualifier());
        String versionArn = alias.map(found -> found.pick(random)).orElse(text);
        Version version = machine.version(versionArn).orElseThrow(() -> StepFunctionsErrors.noSuchMachine(text));
        return new Target(machine, version.revision(), Optional.of(versionArn), alias.map(Alias::arn));
    }
}
