// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Collects the messages about a template while it is read, so that all of them are reported at once:
/// errors, parts that are not here, probable mistakes; and the files in which they can be corrected.
final class TemplateProblems {
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<TemplateProblem> found = new LinkedHashSet<>();
    private final Map<TemplateProblem, String> causes = new HashMap<>();
    private final Set<NotHere> notHere = new LinkedHashSet<>();
    private final Set<NoEffect> noEffects = new LinkedHashSet<>();
    private final Set<TemplateProblem> warnings = new LinkedHashSet<>();
    private final Set<String> incomplete = new LinkedHashSet<>();

    /// Records that a file has been read, or should have been.
    void in(Path file) {
        files.add(file);
    }

    Set<Path> files() {
        return Set.copyOf(files);
    }

    void add(SourceLocation mark, String message) {
        found.add(new TemplateProblem(mark, message));
    }

    /// Adds one of the places that have the same cause, such as a name that nothing has: they are one problem.
    ///
    /// @param cause equal for those places: `name Orders`
    void add(String cause, SourceLocation mark, String message) {
        TemplateProblem problem = new TemplateProblem(mark, message);
        found.add(problem);
        causes.put(problem, cause);
    }

    /// Tells whether no problem has been found yet.
    boolean isEmpty() {
        return found.isEmpty();
    }

    /// Tells whether a problem at this place has been found.
    boolean has(SourceLocation mark) {
        return found.stream().anyMatch(problem -> problem.mark().equals(mark));
    }

    /// Reads a resource, or a part of one, and notes whether that found problems.
    <T> T reading(String logicalId, Supplier<T> reader) {
        int before = found.size();
        T read = reader.get();
        if (found.size() > before) {
            incomplete.add(logicalId);
        }
        return read;
    }

    /// Notes a resource that has a value which could not be determined.
    void incomplete(String logicalId) {
        incomplete.add(logicalId);
    }

    /// The logical ids of the resources whose reading found problems, or that lack a value.
    Set<String> incomplete() {
        return Set.copyOf(incomplete);
    }

    void notHere(SourceLocation mark, String subject, String consequence) {
        notHere.add(new NotHere(mark, subject, consequence));
    }

    void addAll(TemplateProblems others) {
        found.addAll(others.found);
        causes.putAll(others.causes);
        notHere.addAll(others.notHere);
        noEffects.addAll(others.noEffects);
        warnings.addAll(others.warnings);
        incomplete.addAll(others.incomplete);
    }

    void warn(SourceLocation mark, String message) {
        warnings.add(new TemplateProblem(mark, message));
    }

    /// Adds a problem for each key that is not known, with the most similar one.
    ///
    /// @param reason before the key: `a template has no section`
    void unknown(Node.Fields fields, Set<String> known, String reason) {
        fields.fields().forEach((name, field) -> {
            if (!known.contains(name)) {
                add(field.mark(), reason + " " + name + DidYouMean.hint(name, known));
            }
        });
    }

    /// Warns of an API without a stage.
    void noStage(SourceLocation mark, String logicalId) {
        warn(mark, logicalId + ": the API is deployed to no stage, requests to it get 403");
    }

    /// Warns of a duplicate key, of which SAM and CloudFormation take the last one.
    void twice(SourceLocation mark, String key, SourceLocation first) {
        warn(mark, "the key " + key + " is here twice, first in line " + first.line() + "; the last one counts");
    }

    /// The problems in the order of their locations, one for each cause.
    List<TemplateProblem> sorted() {
        SequencedMap<String, List<TemplateProblem>> byCause = new LinkedHashMap<>();
        found.stream()
                .sorted(Comparator.comparing(TemplateProblem::mark))
                .forEach(problem -> byCause.computeIfAbsent(
                                causes.getOrDefault(problem, problem.toString()), _ -> new ArrayList<>())
                        .add(problem));
        return byCause.values().stream().map(TemplateProblem::together).toList();
    }

    /// The parts that are not here, in the order of their locations: what is named in several places is one.
    private List<NotHere> notHereByCause() {
        SequencedMap<String, List<NotHere>> byCause = new LinkedHashMap<>();
        notHere.stream()
                .sorted(Comparator.comparing(NotHere::mark))
                .forEach(part -> byCause.computeIfAbsent(
                                part.subject() + ": " + part.consequence(), _ -> new ArrayList<>())
                        .add(part));
        return byCause.values().stream().map(NotHere::together).toList();
    }

    void noEffect(SourceLocation mark, String subject) {
        noEffects.add(new NoEffect(mark, subject));
    }

    /// @param more parts without effect
    Template.Remarks remarks(List<NoEffect> more) {
        return new Template.Remarks(
                Stream.concat(more.stream(), noEffects.stream()).toList(),
                notHereByCause(),
                warnings.stream()
                        .sorted(Comparator.comparing(TemplateProblem::mark))
                        .toList());
    }
}
