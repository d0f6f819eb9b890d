// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.List;

/// Checks a resource's properties against its table: one that is not in the table is a problem, one without
/// effect is noted.
final class PropertyCheck {
    private final TemplateProblems problems;
    private final List<NoEffect> noEffects = new ArrayList<>();

    PropertyCheck(TemplateProblems problems) {
        this.problems = problems;
    }

    List<NoEffect> noEffects() {
        return List.copyOf(noEffects);
    }

    void noEffect(SourceLocation mark, String subject) {
        noEffects.add(new NoEffect(mark, subject));
    }

    /// @param owner the resource, such as `Users (AWS::Serverless::Function)`
    void check(String owner, Node value, PropertyTable table) {
        check(owner, "", new Node.Field(value.mark(), value), table);
    }

    private void check(String owner, String path, Node.Field field, PropertyTable table) {
        switch (table) {
            case PropertyTable.Acted _ -> {}
            case PropertyTable.NoEffect _ -> noEffect(field.mark(), owner + " " + path);
            case PropertyTable.NotHere _ -> problems.notHere(field.mark(), owner + " " + path, "it is left out");
            case PropertyTable.ListOf(PropertyTable element) -> checkItems(owner, path, field, element);
            case PropertyTable.Table inner -> checkFields(owner, path, field, inner);
        }
    }

    private void checkItems(String owner, String path, Node.Field field, PropertyTable element) {
        switch (field.value()) {
            case Node.Items items ->
                items.items().forEach(item -> check(owner, path, new Node.Field(item.mark(), item), element));
            case Node.Unknown _ -> {}
            case Node.Scalar _, Node.Fields _ -> mustBe(owner, path, field, "a list");
        }
    }

    private void checkFields(String owner, String path, Node.Field field, PropertyTable.Table table) {
        switch (field.value()) {
            case Node.Fields fields ->
                fields.fields()
                        .forEach((name, part) ->
                                checkField(owner, path.isEmpty() ? name : path + "." + name, part, table));
            case Node.Unknown _ -> {}
            case Node.Scalar _, Node.Items _ -> mustBe(owner, path, field, "an object");
        }
    }

    /// Adds the problem that [Properties] finds too, as one with it.
    private void mustBe(String owner, String path, Node.Field field, String what) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        problems.add(
                field.mark() + " " + name + " must be " + what, field.mark(), owner + ": " + path + " must be " + what);
    }

    private void checkField(String owner, String path, Node.Field field, PropertyTable.Table table) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        PropertyTable found =
                table.properties().getOrDefault(name, table.properties().get("*"));
        if (found == null) {
            problems.add(
                    field.mark(),
                    owner + ": there is no property " + path
                            + DidYouMean.hint(name, table.properties().keySet()));
        } else {
            check(owner, path, field, found);
        }
    }
}
