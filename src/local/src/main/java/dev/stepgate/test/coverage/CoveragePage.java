// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import dev.stepgate.local.graph.PictureTooLargeException;
import java.util.List;
import java.util.Objects;

/// Writes coverage as a page: a picture of each machine, in green where tests covered it and in red where
/// they did not, with the locations of the latter below. One file without scripts and external references.
final class CoveragePage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Workflow coverage</title>
            <style>
            :root{color-scheme:light dark}
            body{font-family:Arial,Helvetica,sans-serif;margin:2rem;background:#fff;color:#16191f}
            figure{margin:1rem 0;overflow-x:auto}
            th,td{text-align:left;padding:.2rem 1.5rem .2rem 0}
            a{color:#0f5fb5}
            @media (prefers-color-scheme:dark){body{background:#11161d;color:#eef2f6}a{color:#6cb2ff}}
            </style>
            </head>
            <body>
            <h1>Workflow coverage</h1>
            """;

    private CoveragePage() {}

    static String html(List<MachineCoverage> machines) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<table>\n<tr><th>machine</th><th>states</th><th>transitions</th><th>template</th></tr>\n");
        for (int i = 0; i < machines.size(); i++) {
            row(page, machines.get(i), i);
        }
        page.append("</table>\n");
        for (int i = 0; i < machines.size(); i++) {
            section(page, machines.get(i), i);
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static void row(StringBuilder page, MachineCoverage machine, int number) {
        page.append("<tr><td><a href=\"#m")
                .append(number)
                .append("\">")
                .append(escaped(machine.machine()))
                .append("</a></td><td>")
                .append(CoverageText.count(machine, Element.Kind.STATE))
                .append("</td><td>")
                .append(CoverageText.count(machine, Element.Kind.TRANSITION))
                .append("</td><td>")
                .append(escaped(machine.template()))
                .append("</td></tr>\n");
    }

    private static void section(StringBuilder page, MachineCoverage machine, int number) {
        page.append("<h2 id=\"m").append(number).append("\">").append(escaped(machine.machine()));
        page.append("</h2>\n<figure>\n").append(picture(machine)).append("</figure>\n");
        if (!machine.missing().isEmpty()) {
            page.append("<p>Never taken:</p>\n<ul>\n");
            for (Element element : machine.missing()) {
                page.append("<li>").append(escaped(element.name())).append(" (");
                page.append(escaped(element.place())).append(")</li>\n");
            }
            page.append("</ul>\n");
        }
    }

    private static String picture(MachineCoverage machine) {
        try {
            return CoveragePicture.svg(machine);
        } catch (PictureTooLargeException e) {
            return "<p>" + escaped(Objects.requireNonNull(e.getMessage())) + "</p>\n";
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
