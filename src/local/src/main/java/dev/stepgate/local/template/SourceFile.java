// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.YamlReader.ShortForms;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A file of a template: the template itself, an include, a definition, an OpenAPI document. It may be JSON
/// or YAML, whatever its name.
record SourceFile(Path path, String text) {

    /// Reads a file; empty, with a problem at `mark`, when it cannot be read.
    static Optional<SourceFile> read(Path path, SourceLocation mark, TemplateProblems problems) {
        problems.in(path);
        try {
            return Optional.of(new SourceFile(path, Files.readString(path)));
        } catch (NoSuchFileException e) {
            problems.add(
                    mark,
                    (mark.file().equals(path.toString()) ? "no such file" : "no such file: " + path)
                            + DidYouMean.beside(path));
        } catch (MalformedInputException e) {
            problems.add(mark, "not UTF-8: " + path);
        } catch (IOException e) {
            problems.add(mark, "cannot read " + path + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    Node parse(ShortForms shortForms, TemplateProblems problems) {
        String file = path.toString();
        TemplateProblems ofJson = new TemplateProblems();
        JsonReader json = new JsonReader(file, ofJson);
        Optional<Node> read = text.stripLeading().startsWith("{") ? json.read(text) : Optional.empty();
        if (read.isPresent()) {
            problems.addAll(ofJson);
            return read.get();
        }
        TemplateProblems ofYaml = new TemplateProblems();
        Node node = new YamlReader(file, shortForms, ofYaml).read(text);
        boolean wrongJson = node instanceof Node.Unknown
                && file.endsWith(".json")
                && json.reason().isPresent();
        if (wrongJson) {
            TemplateProblem reason = json.reason().orElseThrow();
            problems.add(reason.mark(), reason.message());
        } else {
            problems.addAll(ofYaml);
        }
        return node;
    }
}
