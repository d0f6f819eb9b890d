// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/// Serves the page's own files, which are resources of this package.
final class StaticFiles {
    private static final Pattern NAME = Pattern.compile("/(js/)?[a-z-]+\\.(html|css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private StaticFiles() {}

    static HttpResponse answer(HttpRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return text(405, "The page answers GET only.");
        }
        String path = request.rawPath().equals("/") ? "/index.html" : request.rawPath();
        if (!NAME.matcher(path).matches()) {
            return text(404, "There is nothing here.");
        }
        try (InputStream file = StaticFiles.class.getResourceAsStream(path.substring(1))) {
            if (file == null) {
                return text(404, "There is nothing here.");
            }
            String content = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            HttpResponse found = HttpResponse.of(
                    200, TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain"), content);
            return found.with(found.headers().plus("Cache-Control", "no-cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse text(int status, String text) {
        return HttpResponse.of(status, "text/plain; charset=utf-8", text);
    }
}
