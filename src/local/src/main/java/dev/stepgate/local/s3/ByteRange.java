// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.s3;

import dev.stepgate.local.aws.AwsException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of an object by its first and last byte.
record ByteRange(long first, long last) {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");
    private static final Pattern COPY_RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

    /// Returns the part that a `Range` field asks for; empty, meaning the whole object, for a field that is
    /// not a range or has several (RFC 9110, section 14.2).
    ///
    /// @throws AwsException status 416 when the range is beyond the end of the object
    static Optional<ByteRange> of(String range, long size) {
        Matcher matcher = RANGE.matcher(range.strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        return read(matcher, size).map(found -> found.within(range, size));
    }

    private static Optional<ByteRange> read(Matcher matcher, long size) {
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            return Optional.of(new ByteRange(suffix == 0 ? size : Math.max(0, size - suffix), size - 1));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Math.max(first, size - 1) : Long.parseLong(matcher.group(2));
        return first > last
                ? Optional.empty()
                : Optional.of(new ByteRange(first, Math.min(last, Math.max(first, size - 1))));
    }

    private ByteRange within(String range, long size) {
        if (first >= size) {
            throw new AwsException(
                    416,
                    "InvalidRange",
                    "The requested range is not satisfiable",
                    Inputs.object().put("RangeRequested", range).put("ActualObjectSize", size));
        }
        return this;
    }

    /// Returns the part of a copy's source, which must exist.
    static ByteRange ofCopy(String range, long size) {
        Matcher matcher = COPY_RANGE.matcher(range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2))) {
            throw S3Errors.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                            + " zero-based offsets of the first and last bytes to copy",
                    "x-amz-copy-source-range",
                    range);
        }
        ByteRange asked = new ByteRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        if (asked.first() >= size) {
            throw S3Errors.invalidRequest("The specified copy range is invalid for the source object size");
        }
        if (asked.last() >= size) {
            throw S3Errors.invalidArgument(
                    "Range specified is not valid for source object of size: " + size,
                    "x-amz-copy-source-range",
                    range);
        }
        return asked;
    }

    long length() {
        return last - first + 1;
    }

    Content of(Content content) {
        return content.slice(first, last + 1);
    }

    /// Returns, for example, `bytes 0-9/100`.
    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
