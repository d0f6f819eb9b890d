// SPDX-License-Identifier: Apache-2.0
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.jspecify.annotations.Nullable;

/// Raises an exception. A function's error is named by the class of what it threw, and what was recorded are
/// Python's names, which have no package; so this stands in none, for `.ci/conformance`.
public final class RaiseException implements RequestHandler<Object, Object> {
    @Override
    public @Nullable Object handleRequest(@Nullable Object event, Context context) {
        throw System.getenv("MESSAGE").isEmpty() ? new CustomException() : new Exception(System.getenv("MESSAGE"));
    }
}

/// Named as Python's.
@SuppressWarnings("JavaLangClash")
final class Exception extends RuntimeException {
    Exception(String message) {
        super(message);
    }
}

/// Named as a recorded function's own exception.
final class CustomException extends RuntimeException {
    CustomException() {
        super("");
    }
}
