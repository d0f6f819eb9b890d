// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import dev.stepgate.local.aws.Account;
import java.util.regex.Pattern;

/// The name of a queue, with its ARN and account.
record QueueName(String text, String arn, String account) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo");

    static QueueName of(String name, Account account) {
        if (!NAME.matcher(name).matches()) {
            throw QueueErrors.invalid(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        return new QueueName(name, account.arn("sqs", name), account.id());
    }
}
