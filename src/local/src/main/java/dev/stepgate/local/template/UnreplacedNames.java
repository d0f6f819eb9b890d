// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Warns of `${Name}` in a text that no Fn::Sub replaces, although the template has something of that name:
/// CloudFormation passes it on as it is (cfn-lint calls this E1029).
///
/// @param isKnown tells whether the template has a parameter or resource of a name
record UnreplacedNames(Predicate<String> isKnown, TemplateProblems problems) {
    private static final Pattern NAME = Pattern.compile("\\$\\{ *([A-Za-z0-9]+|AWS::[A-Za-z]+)(\\.[A-Za-z0-9.]+)? *}");

    /// Parts that have placeholders of their own, or are code.
    private static final Set<String> OTHERS = Set.of(
            "Body",
            "BuildSpec",
            "Content",
            "Definition",
            "DefinitionBody",
            "DefinitionString",
            "Fn::Sub",
            "Fn::Transform",
            "InlineCode",
            "RequestTemplates",
            "ResponseTemplates",
            "Schema",
            "SchemaInline",
            "UserData",
            "ZipFile");

    /// @param owner the resource, such as `Users (AWS::Serverless::Function)`
    void check(String owner, Node node) {
        switch (node) {
            case Node.Scalar scalar -> {
                Matcher name = NAME.matcher(scalar.text());
                if (name.find() && isKnown.test(name.group(1))) {
                    problems.warn(
                            scalar.mark(),
                            owner + ": " + name.group() + " stays as it is: only Fn::Sub (!Sub) replaces it");
                }
            }
            case Node.Items items -> items.items().forEach(item -> check(owner, item));
            case Node.Fields fields ->
                fields.fields().forEach((key, field) -> {
                    if (!OTHERS.contains(key)) {
                        check(owner, field.value());
                    }
                });
            case Node.Unknown _ -> {}
        }
    }
}
