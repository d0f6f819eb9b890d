// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.stream.Stream;

/// Every function of JSONata that depends on its arguments alone, the library's and those that take their place.
final class Builtins {
    /// Name and signature, and the method where it has another name.
    private static final List<String> OF_THE_LIBRARY = """
            sum <a<n>:n>
            max <a<n>:n>
            min <a<n>:n>
            average <a<n>:n>
            substringBefore <s-s:s>
            substringAfter <s-s:s>
            lowercase <s-:s>
            uppercase <s-:s>
            length <s-:n>
            trim <s-:s>
            pad <s-ns?:s>
            contains <s-(sf):b>
            split <s-(sf)n?:a<s>>
            join <a<s>s?:s>
            formatInteger <n-s:s>
            floor <n-:n>
            ceil <n-:n>
            round <n-n?:n>
            abs <n-:n>
            sqrt <n-:n>
            power <n-n:n>
            boolean <x-:b> toBoolean
            not <x-:b>
            map <af>
            zip <a+>
            filter <af>
            single <af?>
            reduce <afj?:j> foldLeft
            sift <o-f?:o>
            keys <x-:a<s>>
            lookup <x-s:x>
            append <xx:a>
            exists <x:b>
            spread <x-:a<o>>
            merge <a<o>:o>
            reverse <a:a>
            each <o-f:a>
            error <s?:x>
            type <x:s>
            shuffle <a:a>
            distinct <x:x>
            base64encode <s-:s>
            clone <(oa)-:o> functionClone
            """.lines().toList();

    private static final List<Builtin> ALL = Stream.of(
                    OF_THE_LIBRARY.stream().map(Builtins::ofTheLibrary).toList(),
                    Corrections.ALL,
                    Texts.ALL,
                    Times.ALL,
                    NumberText.ALL,
                    Urls.ALL,
                    RegularExpressions.ALL,
                    StatesFunctions.ALL)
            .flatMap(List::stream)
            .toList();

    private Builtins() {}

    /// `$eval` is no function here.
    static void bind(Jsonata expression) {
        ALL.forEach(builtin -> expression.registerFunction(builtin.name(), builtin));
        expression.assign("eval", null);
    }

    private static Builtin ofTheLibrary(String line) {
        String[] parts = line.split(" ");
        return new Builtin(parts[0], parts[1], parts.length > 2 ? parts[2] : parts[0]);
    }
}
