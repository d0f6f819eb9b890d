// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Makes receipt handles from queue, message and the number of the receipt, so that each receipt has its own.
final class ReceiptHandle {

    private ReceiptHandle() {}

    static String of(QueueName queue, SqsMessage message) {
        String handle = queue.arn() + " " + message.id + " " + message.receiveCount;
        return Base64.getEncoder().encodeToString(handle.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the id of the message in a handle of this form.
    static String messageId(String handle) {
        String text = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8);
        int end = text.lastIndexOf(' ');
        return text.substring(text.lastIndexOf(' ', end - 1) + 1, end);
    }

    static boolean isOf(String handle, QueueName queue) {
        try {
            String text = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8);
            return text.startsWith(queue.arn() + " ");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
