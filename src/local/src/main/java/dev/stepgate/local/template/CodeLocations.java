// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Locates the code of a function or layer by its properties: beside the template, inline, or in a bucket.
final class CodeLocations {
    /// Folders and files that a build makes, so that a missing one may still appear.
    private static final Pattern MADE_BY_A_BUILD = Pattern.compile(
            "(.*/)?(target|build|dist|bin|out|publish|\\.build|\\.aws-sam|\\.serverless|node_modules)(/.*)?|.*\\.(jar|zip)");

    private final Path directory;
    private final Declaration declaration;
    private final Properties properties;

    /// @param directory of the template
    CodeLocations(Path directory, ResolvedResource resource) {
        this.directory = directory;
        this.declaration = resource.declaration();
        this.properties = resource.properties();
    }

    Resource.Source source() {
        String name = properties.fields().fields().containsKey("Code") ? "Code" : "CodeUri";
        Optional<String> inline = properties.fields().fields().containsKey("InlineCode")
                ? properties.text("InlineCode")
                : member(name, "ZipFile");
        if (inline.isPresent()) {
            return new Resource.Source.Inline(inline.get());
        }
        return path(name)
                .map(path -> (Resource.Source) new Resource.Source.Files(path))
                .orElseGet(() -> new Resource.Source.Elsewhere(bucket(name)));
    }

    private Optional<String> member(String name, String member) {
        return properties.node(name).filter(Node.Fields.class::isInstance).isEmpty()
                ? Optional.empty()
                : properties.inner(name).flatMap(inner -> inner.text(member));
    }

    /// Returns the file or folder that a property names; empty if it is in a bucket. Without CodeUri it is
    /// the template's own folder, as in the SAM CLI.
    Optional<Path> path(String name) {
        Optional<Node> node = properties.node(name);
        if (node.isPresent() && node.get() instanceof Node.Fields) {
            return new Assets(directory).find(declaration, name, key(name));
        }
        String location = name.equals("CodeUri") ? properties.text(name).orElse(".") : properties.required(name);
        if (location.startsWith("s3://")) {
            return Optional.empty();
        }
        Path path = directory.resolve(location).normalize();
        if (!location.isEmpty()
                && !Files.exists(directory.resolve(location))
                && !MADE_BY_A_BUILD.matcher(location).matches()) {
            properties.problem(name, "names no file or folder: " + path + DidYouMean.beside(path));
        }
        return Optional.of(path);
    }

    private String key(String name) {
        return properties
                .inner(name)
                .flatMap(inner -> inner.text("S3Key").or(() -> inner.text("Key")))
                .orElse("");
    }

    /// `s3://bucket/key`
    private String bucket(String name) {
        if (!(properties.node(name).orElse(null) instanceof Node.Fields)) {
            return properties.text(name).orElse("");
        }
        Properties inner = properties.inner(name).orElseThrow();
        boolean cloudFormation = inner.fields().fields().containsKey("S3Key");
        return "s3://" + inner.text(cloudFormation ? "S3Bucket" : "Bucket").orElse("") + "/"
                + inner.text(cloudFormation ? "S3Key" : "Key").orElse("");
    }
}
