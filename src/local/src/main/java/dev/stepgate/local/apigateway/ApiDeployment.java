// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.HttpRequest;
import java.util.List;
import java.util.Set;

/// An API on its stage: the prefix of its requests, and the settings that hold for all of them.
///
/// @param binaryMediaTypes in lower case
/// @param notHere integrations that cannot be served here; requests to them get 501
/// @param warnings parts that an import accepts and ignores
public record ApiDeployment(
        Stage stage, Set<String> binaryMediaTypes, List<ApiProblem> notHere, List<ApiProblem> warnings) {
    public ApiDeployment {
        notHere = List.copyOf(notHere);
        warnings = List.copyOf(warnings);
    }

    /// The stage of HTTP APIs whose name is not part of the path.
    public static final String DEFAULT_STAGE = "$default";

    /// `$context.deploymentId`
    String id() {
        return Integer.toString((stage.address().apiId() + stage.name()).hashCode() & 0x7fffffff, 36);
    }

    public boolean serves(HttpRequest request) {
        String path = request.rawPath();
        int length = prefix();
        return length == 0
                || (path.startsWith(stage.name(), 1) && (path.length() == length || path.charAt(length) == '/'));
    }

    /// The path below the stage: `/users/1` of `/api/users/1`, and of `/api//users/1` too (recorded in
    /// `test_apigateway_lambda.py` of localstack/localstack).
    public String pathOf(HttpRequest request) {
        String path = request.rawPath().substring(prefix());
        return path.isEmpty() ? "/" : ResourcePath.withOneSlash(path);
    }

    private int prefix() {
        return stage.name().equals(DEFAULT_STAGE) ? 0 : stage.name().length() + 1;
    }

    /// Tells whether every body is binary (`*/*`).
    public boolean isAllBinary() {
        return binaryMediaTypes.contains("*/*");
    }

    /// Tells whether the first media type of a header is one of the API's binary media types.
    public boolean isBinary(String header) {
        if (binaryMediaTypes.isEmpty() || header.isEmpty()) {
            return false;
        }
        int end = header.indexOf(',');
        String type = ContentType.of(end < 0 ? header : header.substring(0, end));
        return binaryMediaTypes.contains("*/*")
                || binaryMediaTypes.contains(type)
                || binaryMediaTypes.contains(type.replaceFirst("/.*", "/*"));
    }
}
