// SPDX-License-Identifier: Apache-2.0
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.jspecify.annotations.Nullable;

/// Raises an exception. A function's error is named after the class of its exception. The recorded names are
/// Python's, which have no package, so neither has this class. For `.ci/conformance`.
public final class RaiseException implements RequestHandler<Object, Object> {
    @Override
    public @Nullable Object handleRequest(@Nullable Object event, Context context) {
        throw System.getenv("MESSAGE").isEmpty() ? new CustomException() : new Exception(System.getenv("MESSAGE"));
    }
}

/// Has the name of Python's exception.
@SuppressWarnings("JavaLangClash")
final class Exception extends RuntimeException {
    Exception(String message) {
        super(message);
    }
}

/// Has the name of a recorded function's own exception.
final class CustomException extends RuntimeException {
    CustomException() {
        super("");
    }
}
