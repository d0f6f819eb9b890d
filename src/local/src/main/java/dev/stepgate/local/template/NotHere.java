// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Path;
import java.util.List;

/// A part of a template that this runtime cannot run; the rest of the template runs without it.
///
/// @param subject `Table (AWS::Athena::WorkGroup)`, `Users (AWS::Serverless::Function) FunctionUrlConfig`
/// @param consequence such as `what calls it fails`
public record NotHere(SourceLocation mark, String subject, String consequence) {

    /// Makes one of those that have one cause: the first of them, with the lines of the others.
    ///
    /// @param parts in the order of their locations
    static NotHere together(List<NotHere> parts) {
        NotHere first = parts.getFirst();
        String likewise =
                TemplateProblem.likewise(parts.stream().map(NotHere::mark).toList());
        return new NotHere(first.mark, first.subject, first.consequence + likewise);
    }

    /// Returns, for example, `Table (AWS::Athena::WorkGroup), line 41: what calls it fails`.
    ///
    /// @param template the file whose name is left out
    public String in(Path template) {
        String place = mark.file().equals(template.toString()) ? "line " + mark.line() : mark.toString();
        return subject + ", " + place + ": " + consequence;
    }

    /// Returns it as a problem, for modes that require every part of a template to be here.
    public TemplateProblem asProblem() {
        return new TemplateProblem(mark, subject + " is not here: " + consequence);
    }

    @Override
    public String toString() {
        return mark + ": " + subject + ": " + consequence;
    }
}
