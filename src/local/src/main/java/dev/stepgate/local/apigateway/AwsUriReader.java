// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the URI of an integration with an AWS service.
public final class AwsUriReader {
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:apigateway:([^:]*):([^:]+):(path|action)/(.+)", Pattern.DOTALL);

    /// The services that integrations can call here.
    public static final Set<String> SERVICES =
            Set.of("dynamodb", "events", "lambda", "s3", "secretsmanager", "sns", "sqs", "ssm", "states");

    private static final AwsUri NOWHERE = new AwsUri("", "", new AwsUri.Target.Action("", UriTemplate.parse("")));

    private AwsUriReader() {}

    /// @param text with stage variables replaced
    public record Uri(OpenApiNode place, String text) {
        private static final Pattern STAGE_VARIABLE = Pattern.compile("\\$\\{stageVariables\\.([^}]*)\\}");

        public static Uri of(OpenApiNode place, Stage stage) {
            return of(place, stage, place::problem);
        }

        /// Reads the URI of an HTTP endpoint, in which API Gateway replaces an absent variable by nothing
        /// (`test_apigateway_import.py` of localstack/localstack).
        public static Uri ofEndpoint(OpenApiNode place, Stage stage) {
            return of(place, stage, place::warn);
        }

        private static Uri of(OpenApiNode place, Stage stage, Consumer<String> absent) {
            Matcher variable = STAGE_VARIABLE.matcher(place.text());
            return new Uri(place, variable.replaceAll(found -> {
                String value = stage.variables().get(found.group(1));
                if (value == null) {
                    absent.accept("stage " + stage.name() + " has no variable " + found.group(1));
                }
                return Matcher.quoteReplacement(Objects.toString(value, ""));
            }));
        }
    }

    /// Returns the service of a valid URI, if that service is neither served here nor known to run
    /// elsewhere.
    public static Optional<String> notHere(Uri uri, Stage stage) {
        Matcher arn = ARN.matcher(uri.text());
        return Optional.of(arn)
                .filter(Matcher::matches)
                .map(found -> found.group(2))
                .filter(service -> !isCallable(service, stage.elsewhere()));
    }

    /// @param elsewhere the services that run elsewhere
    public static boolean isCallable(String service, Set<String> elsewhere) {
        return SERVICES.contains(service) || elsewhere.contains(service);
    }

    public static AwsUri read(Uri uri) {
        Matcher arn = ARN.matcher(uri.text());
        if (!arn.matches() && uri.text().isEmpty() && !uri.place().node().isTextual()) {
            return NOWHERE; // has been reported
        }
        if (!arn.matches()) {
            uri.place()
                    .problem("uri: expected arn:PARTITION:apigateway:REGION:SERVICE:path/... or :action/..., not "
                            + uri.text());
            return NOWHERE;
        }
        String service = arn.group(2);
        return new AwsUri(arn.group(1), service, target(uri, arn.group(3), arn.group(4)));
    }

    private static AwsUri.Target target(Uri uri, String kind, String rest) {
        if (kind.equals("path")) {
            return new AwsUri.Target.Path(UriTemplate.parse(rest));
        }
        int end = rest.indexOf('&');
        String name = end < 0 ? rest : rest.substring(0, end);
        if (!name.matches("[A-Za-z0-9]+")) {
            uri.place().problem("uri: expected the name of an action, not " + name);
        }
        return new AwsUri.Target.Action(
                name, UriTemplate.parse(rest.substring(name.length()).replaceFirst("&", "")));
    }

    public static AwsUri readLambda(Uri uri) {
        AwsUri read = read(uri);
        if (!read.equals(NOWHERE) && !read.service().equals("lambda")) {
            uri.place().problem("uri: integrations of type aws_proxy invoke Lambda functions only");
        }
        return read;
    }
}
