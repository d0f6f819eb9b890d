// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// The state machines that exist.
final class Machines {
    private final Map<String, Machine> byArn = new ConcurrentHashMap<>();

    /// What an execution is started from: a machine's current revision, a version, or an alias with the version it
    /// led to.
    record Target(Machine machine, Revision revision, Optional<String> versionArn, Optional<String> aliasArn) {}

    /// The one that was there before, if any.
    Optional<Machine> putIfAbsent(Machine machine) {
        return Optional.ofNullable(byArn.putIfAbsent(machine.arn(), machine));
    }

    void delete(String arn) {
        byArn.remove(arn);
    }

    /// In the order of their names, as AWS lists them.
    List<Machine> all() {
        List<Machine> all = new ArrayList<>(byArn.values());
        all.sort(Comparator.comparing(machine -> machine.identity().name()));
        return all;
    }

    Optional<Machine> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /// Not for a version or an alias.
    Machine get(String arn) {
        Arn.ofMachine(arn);
        return find(arn).orElseThrow(() -> Errors.noSuchMachine(arn));
    }

    /// The machine that a version or an alias belongs to, or the machine itself.
    Machine owner(Arn arn) {
        return find(arn.unqualified()).orElseThrow(() -> Errors.noSuchMachine(arn.text()));
    }

    Target target(String text, RandomGenerator random) {
        Arn arn = Arn.ofMachine(text);
        Machine machine = owner(arn);
        if (!arn.isQualified()) {
            return new Target(machine, machine.revision(), Optional.empty(), Optional.empty());
        }
        Optional<Alias> alias = machine.alias(arn.qualifier());
        String versionArn = alias.map(found -> found.pick(random)).orElse(text);
        Version version = machine.version(versionArn).orElseThrow(() -> Errors.noSuchMachine(text));
        return new Target(machine, version.revision(), Optional.of(versionArn), alias.map(Alias::arn));
    }
}
