// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.integration.ServiceIntegrations;
import dev.stepgate.local.template.DidYouMean;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds the services and actions of `aws-sdk` tasks that are probably misspelt. The names are those of the AWS SDK
/// for Java 2, where an action begins in lower case ([Using AWS SDK service
/// integrations](https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html)).
final class SdkActions {
    private static final String SDK = "aws-sdk:";

    private SdkActions() {}

    /// Returns what seems to be wrong; empty for any other task.
    static Optional<String> doubt(TaskResource resource) {
        if (!(resource instanceof TaskResource.Service task) || !task.service().startsWith(SDK)) {
            return Optional.empty();
        }
        String service = task.service().substring(SDK.length());
        if (ServiceModel.ofSdk(service).isEmpty()) {
            return Optional.of("no service of the AWS SDK is called " + service
                    + DidYouMean.hint(service, ServiceModel.sdkServices()));
        }
        Set<String> known = ServiceIntegrations.operations(service.toLowerCase(Locale.ROOT));
        String action = task.action();
        String upper = action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1);
        if (!known.isEmpty() && !known.contains(upper)) {
            List<String> actions = known.stream().map(SdkActions::decapitalized).toList();
            return Optional.of(
                    "the service " + service + " has no action " + action + DidYouMean.hint(action, actions));
        }
        return action.equals(upper)
                ? Optional.of("the action begins in lower case in Step Functions: " + decapitalized(action))
                : Optional.empty();
    }

    private static String decapitalized(String action) {
        return action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1);
    }
}
