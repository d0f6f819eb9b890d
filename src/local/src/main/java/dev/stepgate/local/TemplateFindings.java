// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.TemplateProblem;
import java.util.ArrayList;
import java.util.List;

/// What the checkers of one template find; they add to these lists.
///
/// @param problems refuse the template
/// @param notHere cannot be run, while the rest runs
record TemplateFindings(List<TemplateProblem> problems, List<NotHere> notHere, List<TemplateProblem> warnings) {
    TemplateFindings() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
}
