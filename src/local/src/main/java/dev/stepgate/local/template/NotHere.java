// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.nio.file.Path;

/// Something that a template has and this runtime cannot run; the rest of the template runs without it.
///
/// @param subject `Table (AWS::Athena::WorkGroup)`, `Users (AWS::Serverless::Function) FunctionUrlConfig`
/// @param consequence what comes of it: `what calls it fails`
public record NotHere(SourceLocation mark, String subject, String consequence) {

    /// `Table (AWS::Athena::WorkGroup), line 41: what calls it fails`.
    ///
    /// @param template the file whose name need not be said
    public String in(Path template) {
        String place = mark.file().equals(template.toString()) ? "line " + mark.line() : mark.toString();
        return subject + ", " + place + ": " + consequence;
    }

    /// The same as what keeps a template from being run, where everything has to be here.
    public TemplateProblem asProblem() {
        return new TemplateProblem(mark, subject + " is not here: " + consequence);
    }

    @Override
    public String toString() {
        return mark + ": " + subject + ": " + consequence;
    }
}
