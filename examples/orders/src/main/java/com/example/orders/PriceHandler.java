// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/// Returns an order's total.
public final class PriceHandler implements RequestStreamHandler {
    private static final Map<String, Integer> PRICES = Map.of("pen", 2, "desk", 400);

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        JsonNode order = mapper.readTree(event);
        int total = price(order.path("item").asText()) * order.path("quantity").asInt();
        mapper.writeValue(answer, Map.of("total", total));
    }

    static int price(String item) {
        Integer price = PRICES.get(item);
        if (price == null) {
            throw new UnknownItemException(item);
        }
        return price;
    }
}
