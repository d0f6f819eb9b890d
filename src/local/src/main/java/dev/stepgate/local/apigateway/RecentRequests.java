// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.concurrent.Newest;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/// The newest requests that one kind of server has answered, REST and HTTP APIs together or the AWS endpoint,
/// at most 300 and about 4 MiB in all. They consist of the servers' own objects; nothing is copied.
/// Thread-safe.
public final class RecentRequests {
    /// Records nothing.
    public static final RecentRequests NONE = new RecentRequests(() -> 0, 0);

    private static final int MAX_REQUESTS = 300;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final LongSupplier nanos;
    private final boolean isOff;
    private final Newest<RecordedRequest> newest;

    /// @param nanos the clock that measures the steps
    public RecentRequests(LongSupplier nanos) {
        this(nanos, MAX_REQUESTS);
    }

    private RecentRequests(LongSupplier nanos, int most) {
        this.nanos = nanos;
        this.isOff = most == 0;
        this.newest = new Newest<>(most, MAX_BYTES, RecordedRequest::bytes);
    }

    public boolean isOff() {
        return isOff;
    }

    /// Makes the trace of one request.
    public RequestTrace trace() {
        return isOff ? RequestTrace.OFF : new RequestTrace(nanos);
    }

    public void add(LongFunction<RecordedRequest> request) {
        newest.add(request);
    }

    /// The number of requests so far, kept or not.
    public long count() {
        return newest.count();
    }

    /// Returns the requests, newest first.
    public List<RecordedRequest> all() {
        return newest.all();
    }
}
