// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// Reads the resource that a Task calls, its arguments and its limits.
final class TaskReader {
    private final ReaderContext reading;
    private final QueryLanguage language;

    TaskReader(ReaderContext reading, QueryLanguage language) {
        this.reading = reading;
        this.language = language;
    }

    TaskCall read(Fields fields) {
        fields.require("Resource");
        TaskResource resource = fields.find("Resource").map(this::resource).orElse(new TaskResource.LambdaFunction(""));
        if (resource instanceof TaskResource.Service service) {
            String name = language == QueryLanguage.JSONATA ? "Arguments" : "Parameters";
            fields.find(name).ifPresent(arguments -> checkFields(service, arguments));
        }
        SettingReader settings = new SettingReader(language);
        return new TaskCall(
                resource,
                fields.find("Credentials").map(value -> credentials(value, resource)),
                settings.integer(fields, "TimeoutSeconds", Range.SECONDS),
                settings.integer(fields, "HeartbeatSeconds", Range.SECONDS));
    }

    private void checkFields(TaskResource.Service resource, DefinitionValue arguments) {
        reading.resources()
                .fieldProblems(resource, arguments.node())
                .forEach(problem ->
                        arguments.problems().schema(problem.message(), arguments.location() + problem.path()));
    }

    private PayloadTemplate credentials(DefinitionValue value, TaskResource resource) {
        if (resource instanceof TaskResource.Activity) {
            value.problem("The field 'Credentials' is not supported for activities");
        }
        if (language == QueryLanguage.JSONATA && Expressions.isJsonata(value)) {
            return new PayloadTemplateReader(language).read(value);
        }
        value.object()
                .filter(object -> !object.has("RoleArn") && !object.has("RoleArn.$"))
                .ifPresent(object -> object.problem("The field 'RoleArn' is required but was missing"));
        return new PayloadTemplateReader(language).read(value);
    }

    private TaskResource resource(DefinitionValue value) {
        String arn = value.text();
        Optional<TaskResource> resource = ResourceArn.parse(arn);
        if (!arn.startsWith("arn:")) {
            value.problem("Value is not a valid resource ARN");
        } else if (resource.isEmpty()) {
            value.problem("The resource provided " + arn + " is not recognized. The value is not a valid resource ARN,"
                    + " or the resource is not available in this region.");
        } else if (!refusedForExpress(value, resource.get())) {
            reading.resources().problem(resource.get()).ifPresent(value::problem);
        }
        return resource.orElse(new TaskResource.LambdaFunction(arn));
    }

    private boolean refusedForExpress(DefinitionValue value, TaskResource resource) {
        if (reading.type() == WorkflowType.STANDARD) {
            return false;
        }
        return switch (resource) {
            case TaskResource.LambdaFunction _ -> false;
            case TaskResource.Activity _ -> {
                value.problem("Express state machine does not support Activity ARN");
                yield true;
            }
            case TaskResource.Service service -> refusedForExpress(value, service.pattern());
        };
    }

    private static boolean refusedForExpress(DefinitionValue value, TaskResource.Pattern pattern) {
        // AWS's message has one space too many for one pattern, and none for the others
        String shown = pattern == TaskResource.Pattern.WAIT_FOR_TASK_TOKEN
                ? "'.waitForTaskToken' service integration "
                : "'.sync' service integration";
        boolean waits = pattern != TaskResource.Pattern.REQUEST_RESPONSE;
        if (waits) {
            value.problem("Express state machine does not support " + shown);
        }
        return waits;
    }
}
