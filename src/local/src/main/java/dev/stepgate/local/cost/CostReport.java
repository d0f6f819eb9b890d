// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cost;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The cost of usages as a readable report: by price, by place, and per month.
public final class CostReport {
    private static final int DAYS = 30;

    private final PriceTable prices;
    private final List<Usage> usages;
    private final Set<String> withoutPrice;

    /// @param withoutPrice the services whose calls are not among the usages
    public CostReport(PriceTable prices, List<Usage> usages, Set<String> withoutPrice) {
        this.prices = prices;
        this.withoutPrice = withoutPrice;
        this.usages = List.copyOf(usages);
    }

    /// Returns the cost of all usages in USD.
    public double total() {
        return usages.stream().mapToDouble(this::usd).sum();
    }

    /// @param perDay how often a day the usages occur
    public String text(long perDay) {
        StringBuilder text = new StringBuilder();
        text.append("Prices of ")
                .append(prices.region())
                .append(", ")
                .append(prices.date())
                .append(", USD, without free tiers and volume discounts\n\n");
        quantities()
                .forEach((price, quantity) -> line(
                        text,
                        "%12s  %-32s %14s"
                                .formatted(quantity(quantity), prices.unit(price), usd(quantity * prices.usd(price)))));
        line(text, "%12s  %-32s %14s".formatted("", "one execution, and what it starts", usd(total())));
        line(text, "%12s  %-32s %14s".formatted("", perDay + " a day, a month", usd(total() * perDay * DAYS)));
        text.append("\nWhere it goes\n\n");
        places().forEach((place, usd) ->
                line(text, "%11.1f%%  %s".formatted(total() == 0 ? 0 : 100 * usd / total(), place)));
        return text.append(sources()).toString();
    }

    private String sources() {
        StringBuilder text = new StringBuilder();
        if (!withoutPrice.isEmpty()) {
            line(text, "\nNot counted, since no price is known here: calls of " + String.join(", ", withoutPrice));
        }
        text.append("\nPrices are from\n\n");
        quantities().keySet().stream().map(prices::source).distinct().forEach(source -> line(text, "  " + source));
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private Map<Price, Double> quantities() {
        return usages.stream()
                .collect(Collectors.groupingBy(
                        Usage::price, () -> new EnumMap<>(Price.class), Collectors.summingDouble(Usage::quantity)));
    }

    /// Returns the places, the most expensive first.
    private Map<String, Double> places() {
        Map<String, Double> sums = usages.stream()
                .collect(Collectors.groupingBy(Usage::where, LinkedHashMap::new, Collectors.summingDouble(this::usd)));
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first, LinkedHashMap::new));
    }

    private double usd(Usage usage) {
        return usage.quantity() * prices.usd(usage.price());
    }

    private static String quantity(double quantity) {
        String form = quantity == Math.rint(quantity) ? "%.0f" : "%.4f";
        return String.format(Locale.ROOT, form, quantity);
    }

    private static String usd(double usd) {
        return String.format(Locale.ROOT, usd < 1 ? "%.9f" : "%.2f", usd);
    }
}
