// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/// Recognises numbers and booleans as in YAML 1.1 ([types](https://yaml.org/type/)), like CloudFormation and
/// the SAM CLI: `yes` and `on` are true, `0755` is octal, `1:30` has the base 60, `1e3` is a string. Dates
/// stay strings.
final class Yaml11Schema implements Schema {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

    private static final Set<String> BOOL = Set.of(
            "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on", "On", "ON",
            "off", "Off", "OFF");

    private static final Pattern INT = Pattern.compile("[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");

    private static final Pattern FLOAT =
            Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?" + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?");

    private static Tag tag(String word, boolean plain) {
        if (!plain) {
            return Tag.STR;
        }
        if (NULL.contains(word)) {
            return Tag.NULL;
        }
        char first = word.charAt(0);
        boolean canBeNumber = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        if (!canBeNumber) {
            return BOOL.contains(word) ? Tag.BOOL : Tag.STR;
        }
        return INT.matcher(word).matches() ? Tag.INT : FLOAT.matcher(word).matches() ? Tag.FLOAT : Tag.STR;
    }

    @Override
    public ScalarResolver getScalarResolver() {
        return Yaml11Schema::tag;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of();
    }
}
