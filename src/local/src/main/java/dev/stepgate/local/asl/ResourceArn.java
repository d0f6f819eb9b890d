// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Distinguishes the kinds of a Task's `Resource`.
final class ResourceArn {
    private static final Pattern LAMBDA = Pattern.compile("arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+(:[^:]+)?");
    private static final Pattern ACTIVITY = Pattern.compile("arn:[^:]+:states:[^:]*:[^:]*:activity:[^:]+");
    private static final Pattern SERVICE = Pattern.compile(
            "arn:[^:]+:states:[^:]*:[^:]*:(aws-sdk:[^:.]+|[^:.]+):([^:.]+)(\\.sync|\\.sync:2|\\.waitForTaskToken)?");

    private ResourceArn() {}

    /// Returns empty for an ARN that AWS does not recognise.
    static Optional<TaskResource> parse(String arn) {
        if (LAMBDA.matcher(arn).matches()) {
            return Optional.of(new TaskResource.LambdaFunction(arn));
        }
        if (ACTIVITY.matcher(arn).matches()) {
            return Optional.of(new TaskResource.Activity(arn));
        }
        Matcher service = SERVICE.matcher(arn);
        return service.matches()
                ? Optional.of(service(service))
                        .filter(KnownIntegrations::exists)
                        .map(r -> r)
                : Optional.empty();
    }

    private static TaskResource.Service service(Matcher matcher) {
        String suffix = matcher.group(3) == null ? "" : matcher.group(3);
        TaskResource.Pattern pattern = TaskResource.Pattern.REQUEST_RESPONSE;
        for (TaskResource.Pattern candidate : TaskResource.Pattern.values()) {
            pattern = candidate.suffix().equals(suffix) ? candidate : pattern;
        }
        return new TaskResource.Service(matcher.group(), matcher.group(1), matcher.group(2), pattern);
    }
}
