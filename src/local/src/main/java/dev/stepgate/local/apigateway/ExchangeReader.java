// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.vtl.ContextMap;
import dev.stepgate.local.vtl.RequestParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes a request's parameters and its `$context`.
public final class ExchangeReader {
    /// Headers that API Gateway hides from integrations and templates, as recorded from it.
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "content-length",
            "content-md5",
            "expect",
            "max-forwards",
            "proxy-authenticate",
            "server",
            "te",
            "transfer-encoding",
            "trailer",
            "upgrade",
            "www-authenticate");

    private static final Map<String, String> RENAMED =
            Map.of("authorization", "Authorization", "user-agent", "User-Agent");

    private static final List<String> IDENTITY = List.of(
            "cognitoIdentityPoolId",
            "accountId",
            "cognitoIdentityId",
            "caller",
            "principalOrgId",
            "accessKey",
            "cognitoAuthenticationType",
            "cognitoAuthenticationProvider",
            "userArn",
            "user");

    private ExchangeReader() {}

    public static Map<String, List<String>> headers(HttpRequest request, String traceId) {
        return headers(request, traceId, Map.of());
    }

    /// Returns the headers with the names that API Gateway gives to REST APIs however the client writes them (recorded
    /// in `test_apigateway_lambda.py` of localstack/localstack).
    public static Map<String, List<String>> restHeaders(HttpRequest request, String traceId) {
        return headers(request, traceId, RENAMED);
    }

    /// @param renamed name in lower case -> the one to give it
    private static Map<String, List<String>> headers(HttpRequest request, String traceId, Map<String, String> renamed) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header field : request.headers().fields()) {
            String lower = field.name().toLowerCase(Locale.ROOT);
            if (!DROPPED.contains(lower)) {
                byName.computeIfAbsent(field.name(), name -> {
                            List<String> values = new ArrayList<>(1);
                            headers.put(renamed.getOrDefault(lower, name), values);
                            return values;
                        })
                        .add(field.value());
            }
        }
        if (!byName.containsKey("X-Amzn-Trace-Id")) {
            headers.put("X-Amzn-Trace-Id", List.of(traceId));
        }
        headers.put("X-Forwarded-For", List.of(request.sourceIp()));
        headers.put("X-Forwarded-Port", List.of(port(request)));
        headers.put("X-Forwarded-Proto", List.of("http"));
        return headers;
    }

    private static String port(HttpRequest request) {
        String host = request.headers().first("Host").orElse("");
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? "80" : host.substring(colon + 1);
    }

    public static RequestParameters parameters(
            Map<String, String> path, Map<String, List<String>> query, Map<String, List<String>> headers) {
        return new RequestParameters(path, last(query), last(headers));
    }

    private static Map<String, String> last(Map<String, List<String>> values) {
        Map<String, String> last = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((name, all) -> last.put(name, all.getLast()));
        return last;
    }

    public static ContextMap context(ApiDeployment deployment, HttpRequest request, RequestIds ids, Instant now) {
        ApiAddress address = deployment.stage().address();
        ContextMap context = new ContextMap();
        context.put("accountId", address.accountId());
        context.put("apiId", address.apiId());
        context.put("deploymentId", deployment.id());
        context.put("domainName", address.domainName());
        context.put("domainPrefix", address.apiId());
        context.put("extendedRequestId", ids.extendedRequestId());
        context.put("httpMethod", request.method());
        context.put("identity", identity(request));
        context.put("path", request.rawPath());
        context.put("protocol", request.protocol());
        context.put("requestId", ids.requestId());
        context.put("requestOverride", overrides("header", "path", "querystring"));
        context.put("requestTime", RequestTime.of(now));
        context.put("requestTimeEpoch", now.toEpochMilli());
        context.put("responseOverride", overrides("header"));
        context.put("stage", deployment.stage().name());
        return context;
    }

    /// The stage's variables, with those of its canary when the canary takes this request.
    public static Map<String, String> stageVariables(Stage stage, ContextMap context, RequestIds ids) {
        Optional<StageSettings.Canary> canary = stage.settings().canary();
        if (canary.isEmpty()) {
            return stage.variables();
        }
        boolean taken = ids.percentile() < canary.get().percentTraffic();
        context.put("isCanaryRequest", Boolean.toString(taken));
        if (!taken) {
            return stage.variables();
        }
        Map<String, String> variables = new LinkedHashMap<>(stage.variables());
        variables.putAll(canary.get().stageVariableOverrides());
        return variables;
    }

    private static ContextMap overrides(String... parts) {
        ContextMap overrides = new ContextMap();
        for (String part : parts) {
            overrides.put(part, new ContextMap());
        }
        return overrides;
    }

    private static ContextMap identity(HttpRequest request) {
        ContextMap identity = new ContextMap();
        IDENTITY.forEach(name -> identity.put(name, null));
        identity.put("sourceIp", request.sourceIp());
        request.headers().first("User-Agent").ifPresent(agent -> identity.put("userAgent", agent));
        return identity;
    }
}
