// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.Optional;

/// Reads what a Task calls and with which limits.
final class TaskReader {
    private final Reading reading;
    private final QueryLanguage language;

    TaskReader(Reading reading, QueryLanguage language) {
        this.reading = reading;
        this.language = language;
    }

    TaskCall read(Fields fields) {
        fields.require("Resource");
        Resource resource = fields.find("Resource").map(this::resource).orElse(new Resource.LambdaFunction(""));
        SettingReader settings = new SettingReader(language);
        return new TaskCall(
                resource,
                fields.find("Credentials").map(value -> credentials(value, resource)),
                settings.integer(fields, "TimeoutSeconds", Range.SECONDS),
                settings.integer(fields, "HeartbeatSeconds", Range.SECONDS));
    }

    private Template credentials(Value value, Resource resource) {
        if (resource instanceof Resource.Activity) {
            value.problem("The field 'Credentials' is not supported for activities");
        }
        if (language == QueryLanguage.JSONATA && Expressions.isJsonata(value)) {
            return new TemplateReader(language).read(value);
        }
        value.object()
                .filter(object -> !object.has("RoleArn") && !object.has("RoleArn.$"))
                .ifPresent(object -> object.problem("The field 'RoleArn' is required but was missing"));
        return new TemplateReader(language).read(value);
    }

    private Resource resource(Value value) {
        String arn = value.text();
        Optional<Resource> resource = ResourceArn.parse(arn);
        if (!arn.startsWith("arn:")) {
            value.problem("Value is not a valid resource ARN");
        } else if (resource.isEmpty()) {
            value.problem("The resource provided " + arn + " is not recognized. The value is not a valid resource ARN,"
                    + " or the resource is not available in this region.");
        } else if (!refusedForExpress(value, resource.get())) {
            reading.resources().problem(resource.get()).ifPresent(value::problem);
        }
        return resource.orElse(new Resource.LambdaFunction(arn));
    }

    private boolean refusedForExpress(Value value, Resource resource) {
        if (reading.type() == WorkflowType.STANDARD) {
            return false;
        }
        return switch (resource) {
            case Resource.LambdaFunction _ -> false;
            case Resource.Activity _ -> {
                value.problem("Express state machine does not support Activity ARN");
                yield true;
            }
            case Resource.Service service -> {
                boolean waits = service.pattern() != Resource.Pattern.REQUEST_RESPONSE;
                String shown =
                        service.pattern() == Resource.Pattern.WAIT_FOR_TASK_TOKEN ? ".waitForTaskToken" : ".sync";
                if (waits) {
                    value.problem("Express state machine does not support '" + shown + "' service integration ");
                }
                yield waits;
            }
        };
    }
}
