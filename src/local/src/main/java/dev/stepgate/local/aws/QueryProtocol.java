// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.QueryString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// AWS query ([Smithy](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html)):
/// `Action=Publish&Version=2010-03-31` in a form or in the URL, answered in XML, or in JSON where the caller
/// accepts `application/json` as API Gateway does.
final class QueryProtocol implements WireProtocol {

    /// The service in the scope of a signature: `Credential=AKID/20260101/us-east-1/sns/aws4_request`.
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]*/[0-9]{8}/[^/]*/([^/]+)/aws4_request");

    /// The path of a queue's URL, at which a request needs no version.
    private static final Pattern QUEUE_PATH = Pattern.compile("/[0-9]{12}/[^/]+");

    @Override
    public Optional<WireCall> read(HttpRequest request, Optional<String> service) {
        QueryString form = form(request);
        return form.first("Action").map(action -> read(request, form, named(request, form, service), action));
    }

    private static WireCall read(HttpRequest request, QueryString form, String service, String action) {
        QueryDialect dialect = QueryDialect.of(service);
        boolean json = request.headers().first("Accept").orElse("").contains("application/json");
        return new WireCall(
                service,
                action,
                () -> input(request, form, dialect),
                json ? new QueryJsonReplies(dialect, action) : new QueryXmlReplies(dialect, action));
    }

    private static QueryString form(HttpRequest request) {
        Map<String, List<String>> parameters =
                new LinkedHashMap<>(request.query().parameters());
        String contentType = request.headers().first("Content-Type").orElse("");
        if (contentType.startsWith("application/x-www-form-urlencoded")) {
            parameters.putAll(QueryString.parse(request.text()).parameters());
        }
        return new QueryString(parameters);
    }

    private static String named(HttpRequest request, QueryString form, Optional<String> service) {
        return service.or(() -> signedFor(request))
                .or(() -> form.first("Version")
                        .flatMap(version -> ServiceModel.ofVersion(version).map(ServiceModel::name)))
                .or(() -> Optional.of("sqs")
                        .filter(_ -> QUEUE_PATH.matcher(request.rawPath()).matches()))
                .orElse("a service that neither signature nor Version names");
    }

    private static Optional<String> signedFor(HttpRequest request) {
        Matcher scope = SCOPE.matcher(request.headers().first("Authorization").orElse(""));
        return scope.find() ? Optional.of(scope.group(1)) : Optional.empty();
    }

    private static ObjectNode input(HttpRequest request, QueryString form, QueryDialect dialect) {
        ObjectNode input = QueryInput.read(form, dialect);
        if (dialect.service().equals("sqs")
                && !input.has("QueueUrl")
                && request.rawPath().length() > 1) {
            input.put("QueueUrl", "http://" + request.headers().first("Host").orElse("localhost") + request.rawPath());
        }
        return input;
    }
}
