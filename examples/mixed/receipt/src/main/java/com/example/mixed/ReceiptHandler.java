// SPDX-License-Identifier: Apache-2.0
package com.example.mixed;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// The receipt of an order that has a price and a day.
public final class ReceiptHandler implements RequestHandler<Map<String, Object>, ReceiptHandler.Receipt> {
    /// What the customer gets.
    public record Receipt(String item, String text, int days) {}

    @Override
    public Receipt handleRequest(Map<String, Object> order, Context context) {
        int days = ((Number) order.get("days")).intValue();
        String text = String.format(
                "%s x %s: %s %s", order.get("quantity"), order.get("item"), order.get("total"), order.get("currency"));
        context.getLogger().log(text);
        return new Receipt((String) order.get("item"), text, days);
    }
}
