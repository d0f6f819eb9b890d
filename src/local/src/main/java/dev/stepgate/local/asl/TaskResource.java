// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// The resource that a Task calls. `arn` is the definition's `Resource`, unchanged.
public sealed interface TaskResource {
    String arn();

    record LambdaFunction(String arn) implements TaskResource {}

    record Activity(String arn) implements TaskResource {}

    /// A [service integration](https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html):
    /// `arn:aws:states:::lambda:invoke` has service `lambda` and action `invoke`,
    /// `arn:aws:states:::aws-sdk:sqs:sendMessage` has service `aws-sdk:sqs` and action `sendMessage`.
    record Service(String arn, String service, String action, Pattern pattern) implements TaskResource {}

    /// When a task that calls a service integration is complete ([Service integration
    /// patterns](https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html)).
    enum Pattern {
        REQUEST_RESPONSE(""),
        SYNC(".sync"),
        SYNC_2(".sync:2"),
        WAIT_FOR_TASK_TOKEN(".waitForTaskToken");

        private final String suffix;

        Pattern(String suffix) {
            this.suffix = suffix;
        }

        /// The suffix of the ARN after the action.
        public String suffix() {
            return suffix;
        }
    }
}
