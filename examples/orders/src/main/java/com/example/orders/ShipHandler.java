// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/// Ships an order.
public final class ShipHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> order, Context context) {
        System.out.println("shipping " + order.get("quantity") + " " + order.get("item"));
        return Map.of("shipped", order.get("item"), "total", order.get("total"));
    }
}
