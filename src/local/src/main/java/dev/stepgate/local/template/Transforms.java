// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Set;

/// The Transform section: AWS's own macros, and others, which cannot be run here.
final class Transforms {
    static final String SAM = "AWS::Serverless-2016-10-31";
    static final String LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";

    /// Macros that change nothing relevant on one machine.
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "AWS::CodeDeployBlueGreen",
            "AWS::CodeStar",
            "AWS::SecretsManager-2020-07-23",
            "AWS::SecretsManager-2024-09-16");

    private Transforms() {}

    private static List<Node> items(Node.Fields root) {
        Node node = root.find("Transform").orElse(new Node.Items(List.of(), root.mark()));
        return node instanceof Node.Items list ? list.items() : List.of(node);
    }

    static List<String> of(Node.Fields root) {
        return items(root).stream().map(Transforms::name).toList();
    }

    private static String name(Node item) {
        return item instanceof Node.Fields macro
                ? macro.find("Name").map(name -> name.json().asText()).orElse("")
                : item.json().asText();
    }

    /// Tells whether a macro of somebody's own changes the template, so that it may have parts for that macro.
    static boolean hasMacros(Node.Fields root) {
        return of(root).stream().anyMatch(name -> !name.startsWith("AWS::"));
    }

    static void check(Node.Fields root, TemplateProblems problems) {
        for (Node item : items(root)) {
            String name = name(item);
            boolean known = name.equals(SAM) || name.equals(LANGUAGE_EXTENSIONS) || WITHOUT_EFFECT.contains(name);
            if (name.equals("AWS::Include")) {
                problems.notHere(
                        item.mark(), "AWS::Include of a whole template", "write Fn::Transform where its text belongs");
            } else if (!known && name.startsWith("AWS::")) {
                problems.add(
                        item.mark(),
                        "there is no transform " + name + DidYouMean.hint(name, List.of(SAM, LANGUAGE_EXTENSIONS)));
            } else if (!known) {
                problems.notHere(item.mark(), "the macro " + name, "the template is taken as it is written");
            }
        }
    }
}
