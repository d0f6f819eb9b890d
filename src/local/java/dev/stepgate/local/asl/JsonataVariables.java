// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the variables that a JSONata expression reads: neither functions, nor `$states`, nor what the expression
/// binds itself.
final class JsonataVariables {
    /// Comments, texts, quoted names and regular expressions, in which a `$` is no variable.
    private static final Pattern OPAQUE = Pattern.compile(
            "/\\*.*?\\*/|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|(?<=[(,~>=]\\s{0,9})/(?:[^/\\\\]|\\\\.)+/[im]*",
            Pattern.DOTALL);

    private static final Pattern VARIABLE = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)(\\s*\\(|\\s*:=)?");
    private static final Pattern PARAMETERS = Pattern.compile("(?:function|λ)\\s*\\(([^)]*)\\)");

    private JsonataVariables() {}

    static Set<String> in(String expression) {
        String text = OPAQUE.matcher(expression).replaceAll(" ");
        Set<String> bound = new HashSet<>(Set.of("states"));
        Set<String> read = new HashSet<>();
        Matcher parameters = PARAMETERS.matcher(text);
        while (parameters.find()) {
            VARIABLE.matcher(parameters.group(1)).results().forEach(name -> bound.add(name.group(1)));
        }
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            boolean assigned = variable.group(2) != null && variable.group(2).endsWith("=");
            if (assigned) {
                bound.add(variable.group(1));
            } else if (variable.group(2) == null) {
                read.add(variable.group(1));
            }
        }
        read.removeAll(bound);
        return read;
    }
}
