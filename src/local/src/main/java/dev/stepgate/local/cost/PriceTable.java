// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// AWS's published prices in one region on one date, each with the page it comes from. They are read from
/// the resource `prices.json` and include neither free tiers nor volume discounts.
public final class PriceTable {
    private final JsonNode table;

    private PriceTable(JsonNode table) {
        this.table = table;
    }

    public static PriceTable published() {
        try (InputStream json = Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.json"))) {
            return new PriceTable(Json.parse(json.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String region() {
        return table.path("region").asText();
    }

    public String date() {
        return table.path("date").asText();
    }

    /// Returns the price of one unit in USD.
    public double usd(Price price) {
        return row(price).path("usd").doubleValue();
    }

    /// Returns the name of the unit in plain words.
    public String unit(Price price) {
        return row(price).path("unit").asText();
    }

    /// Returns AWS's page with the price.
    public String source(Price price) {
        return row(price).path("source").asText();
    }

    private JsonNode row(Price price) {
        return table.path("prices").path(price.name());
    }
}
