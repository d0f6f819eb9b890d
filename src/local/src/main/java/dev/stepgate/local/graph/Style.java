// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.Map;

/// The colours, as CSS rules without variables, which some renderers do not support. Every rule begins with
/// the picture's class, so that a picture does not affect the page that contains it.
final class Style {
    private static final String SHAPES = """
            .stepgate text{font-family:Arial,Helvetica,"Liberation Sans",sans-serif;font-size:11px}
            .stepgate .name{font-size:13px;font-weight:700}
            .stepgate .wire{fill:none;stroke-width:1.3}
            .stepgate .catch .wire{stroke-dasharray:5 3}
            .stepgate .taken .wire,.stepgate .covered .wire,.stepgate .missed .wire{stroke-width:2.2}
            .stepgate .box{stroke-width:1.2}
            .stepgate .marked .box{stroke-width:2}
            .stepgate .region{fill:none;stroke-dasharray:3 4}
            .stepgate .sign{fill:none;stroke:#fff;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
            .stepgate .loop{fill:none;stroke-width:1.4}
            .stepgate .badge text{fill:#fff;font-weight:700}
            .stepgate .middle{text-anchor:middle}
            """;

    private static final String COLOURS = """
            .stepgate .ground,.stepgate .label rect{fill:GROUND}
            .stepgate text{fill:SOFT}
            .stepgate .name{fill:INK}
            .stepgate .wire{stroke:LINE}
            .stepgate .tip{fill:LINE}
            .stepgate .loop{stroke:SOFT}
            .stepgate .box{fill:BOX;stroke:BORDER}
            .stepgate .container>.box,.stepgate .label.inner rect{fill:CONTAINER}
            .stepgate .end .box{fill:ENDFILL;stroke:ENDFILL}
            .stepgate .ring .box{fill:CONTAINER;stroke-width:3}
            .stepgate .end text{fill:ENDTEXT}
            .stepgate .region,.stepgate .rule{stroke:REGION}
            .stepgate .catch .wire{stroke:CATCH}
            .stepgate .catch .tip,.stepgate .catch text{fill:CATCH}
            """;

    private static final Map<String, String> LIGHT = Map.ofEntries(
            Map.entry("GROUND", "#ffffff"),
            Map.entry("INK", "#16191f"),
            Map.entry("SOFT", "#4a535e"),
            Map.entry("LINE", "#687078"),
            Map.entry("BOX", "#ffffff"),
            Map.entry("BORDER", "#879596"),
            Map.entry("CONTAINER", "#f4f6f8"),
            Map.entry("ENDFILL", "#545b64"),
            Map.entry("ENDTEXT", "#ffffff"),
            Map.entry("REGION", "#a6b0bb"),
            Map.entry("CATCH", "#a8480f"));

    private static final Map<String, String> DARK = Map.ofEntries(
            Map.entry("GROUND", "#11161d"),
            Map.entry("INK", "#eef2f6"),
            Map.entry("SOFT", "#b3bcc6"),
            Map.entry("LINE", "#8b96a2"),
            Map.entry("BOX", "#1e2630"),
            Map.entry("BORDER", "#5d6976"),
            Map.entry("CONTAINER", "#171d26"),
            Map.entry("ENDFILL", "#9aa5b1"),
            Map.entry("ENDTEXT", "#11161d"),
            Map.entry("REGION", "#465260"),
            Map.entry("CATCH", "#f0a35e"));

    private Style() {}

    static String of(Theme theme, boolean hasOverlay) {
        String light = colours(LIGHT) + (hasOverlay ? Mark.rules(Theme.LIGHT) : "");
        String dark = colours(DARK) + (hasOverlay ? Mark.rules(Theme.DARK) : "");
        return SHAPES
                + switch (theme) {
                    case LIGHT -> light;
                    case DARK -> dark;
                    case AUTO -> light + "@media (prefers-color-scheme:dark){\n" + dark + "}\n";
                };
    }

    private static String colours(Map<String, String> palette) {
        StringBuilder rules = new StringBuilder();
        for (String line : COLOURS.split("(?<=\n)", -1)) {
            rules.append(replaced(line, palette));
        }
        return rules.toString();
    }

    private static String replaced(String line, Map<String, String> palette) {
        String replaced = line;
        for (String name : palette.keySet().stream().sorted().toList()) {
            replaced = replaced.replaceAll("\\b" + name + "\\b", palette.get(name));
        }
        return replaced;
    }
}
