// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import java.util.Optional;
import org.apache.velocity.util.introspection.Info;
import org.jspecify.annotations.Nullable;

/// Reports a template that failed while it was rendered: it exceeded a limit, or a function refused its
/// argument.
public final class MappingTemplateException extends RuntimeException {
    private final @Nullable Place place;
    private final boolean tooLong;

    private MappingTemplateException(String message, boolean tooLong) {
        super(message, null, false, false);
        this.place = null;
        this.tooLong = tooLong;
    }

    MappingTemplateException(String message) {
        this(message, false);
    }

    static MappingTemplateException tooLong(String message) {
        return new MappingTemplateException(message, true);
    }

    MappingTemplateException(String message, Throwable cause) {
        super(message, cause, false, false);
        place = null;
        tooLong = false;
    }

    MappingTemplateException(Place place, String message, Throwable cause) {
        super("line " + place.line() + ", column " + place.column() + ": " + message, cause, false, false);
        this.place = place;
        this.tooLong = false;
    }

    /// Tells whether the rendered text is longer than a payload may be.
    public boolean isTooLong() {
        return tooLong;
    }

    /// A position in a template. Line and column count from 1.
    public record Place(int line, int column) {
        static Place of(Info place) {
            return new Place(place.getLine(), place.getColumn());
        }
    }

    /// Returns the position of the function that failed; empty when the template as a whole exceeded a limit.
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }
}
