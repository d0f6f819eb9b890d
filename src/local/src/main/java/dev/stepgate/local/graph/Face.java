// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The texts of a state, cut to fit on it, and the resulting size.
record Face(List<String> name, String detail, Optional<String> retry, Size size) {
    static final Texts NAME = new Texts(13, Texts.Weight.BOLD);
    static final Texts DETAIL = new Texts(11, Texts.Weight.REGULAR);
    static final int NAME_LINE = 16;
    static final int DETAIL_LINE = 14;
    static final int ICON = 24;

    /// The distance from the edge of a state to its icon.
    static final int PADDING = 10;

    /// The distance from the edge of a state to its texts.
    static final int TEXT_X = PADDING + ICON + 8;

    /// The distance from the edge of a state to the sign before its retries.
    static final int RETRY_SIGN = 14;

    private static final int MAX_TEXT = 180;
    private static final int MIN_WIDTH = 110;

    Face {
        name = List.copyOf(name);
    }

    static Face of(Caption caption) {
        List<String> name = NAME.wrap(Texts.line(caption.name()), MAX_TEXT, 2);
        String detail = DETAIL.cut(Texts.line(caption.detail()), MAX_TEXT);
        Optional<String> retry = caption.retry().map(text -> DETAIL.cut(Texts.line(text), MAX_TEXT - RETRY_SIGN));
        List<Double> widths = new ArrayList<>();
        name.forEach(line -> widths.add(NAME.width(line)));
        widths.add(DETAIL.width(detail));
        retry.ifPresent(text -> widths.add(DETAIL.width(text) + RETRY_SIGN));
        double widest = widths.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        int height = 2 * PADDING + name.size() * NAME_LINE + DETAIL_LINE + (retry.isPresent() ? DETAIL_LINE : 0) - 4;
        int width = Math.max(MIN_WIDTH, TEXT_X + (int) Math.ceil(widest) + PADDING + 2);
        return new Face(name, detail, retry, new Size(width, height));
    }
}
