// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import dev.stepgate.handler.EventLog;

/// Logs the outcome of each run of the workflow, one line for each notification.
public final class ResponseLogger implements RequestHandler<SNSEvent, ResponseLogger.Logged> {
    @Override
    public Logged handleRequest(SNSEvent event, Context context) {
        for (SNSRecord notified : event.getRecords()) {
            log(Notification.read(notified.getSNS().getMessage()), context);
        }
        return new Logged(event.getRecords().size());
    }

    private static void log(Notification notification, Context context) {
        if (notification.failed()) {
            EventLog.error(context, notification.message(), notification.details());
        } else {
            EventLog.info(context, notification.message(), notification.details());
        }
    }

    /// The result: the number of logged notifications.
    public record Logged(int notifications) {}
}
