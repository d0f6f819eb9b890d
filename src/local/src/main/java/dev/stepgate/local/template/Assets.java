// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds files beside a template that it names as objects in a bucket, because a tool uploads them:
/// the CDK's `asset.HASH`, described in its metadata
/// ([aws:asset](https://docs.aws.amazon.com/cdk/v2/guide/assets.html), as `sam local` reads it), and
/// the packages of the Serverless Framework, which have their own names.
final class Assets {
    private final Path directory;

    /// @param directory of the template
    Assets(Path directory) {
        this.directory = directory;
    }

    /// @param resource whose metadata may name the file
    /// @param property that names the object
    /// @param key of the object: `HASH.zip`, `serverless/shop/dev/1700-2025/shop.zip`
    Optional<Path> find(Declaration resource, String property, String key) {
        return named(resource, property).or(() -> beside(key));
    }

    private Optional<Path> named(Declaration resource, String property) {
        boolean ofProperty = resource.metadata("aws:asset:property").equals(Optional.of(property));
        return resource.metadata("aws:asset:path")
                .filter(_ -> ofProperty)
                .map(path -> directory.resolve(path).normalize())
                .filter(Files::exists);
    }

    /// Returns the file that the CDK publishes under that URL, from the `*.assets.json` beside the
    /// template.
    ///
    /// @param url that ends with the key of an object: `HASH.json`
    Optional<Path> published(String url) {
        String key = url.substring(url.lastIndexOf('/') + 1);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".assets.json"))
                    .sorted()
                    .flatMap(manifest -> source(manifest, key).stream())
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Optional<Path> source(Path manifest, String key) {
        try {
            for (JsonNode asset : Json.parse(Files.readString(manifest)).path("files")) {
                if (isPublishedAs(key, asset)) {
                    Path file = directory.resolve(asset.at("/source/path").asText());
                    return Optional.of(file.normalize()).filter(Files::exists);
                }
            }
            return Optional.empty();
        } catch (IOException | JsonSyntaxException _) {
            return Optional.empty(); // no manifest of assets
        }
    }

    private static boolean isPublishedAs(String key, JsonNode asset) {
        return asset.path("destinations")
                .valueStream()
                .anyMatch(destination -> destination.path("objectKey").asText().equals(key));
    }

    private Optional<Path> beside(String key) {
        String file = key.substring(key.lastIndexOf('/') + 1);
        String stem = file.contains(".") ? file.substring(0, file.indexOf('.')) : file;
        return file.isEmpty()
                ? Optional.empty()
                : Stream.of("asset." + file, "asset." + stem, "asset." + stem + ".jar", "asset." + stem + ".zip", file)
                        .map(name -> directory.resolve(name).normalize())
                        .filter(Files::exists)
                        .findFirst();
    }
}
