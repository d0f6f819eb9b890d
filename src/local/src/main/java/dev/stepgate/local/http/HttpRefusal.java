// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

/// The reason why a server answers without its handler.
///
/// @param status 400 malformed, 403 not allowed, 408 too slow, 413, 414, 417, 431, 501, 503 or 505; 500 when
/// the handler failed
/// @param message for the client; reveals nothing of the inside
public record HttpRefusal(int status, String message) {
    static final HttpRefusal FAILED = new HttpRefusal(500, "Internal server error");
    static final HttpRefusal TOO_SLOW = new HttpRefusal(408, "The request did not arrive in time");
    static final HttpRefusal BUSY =
            new HttpRefusal(503, "The requests that wait for their answers fill the memory for them; try again later");
    static final HttpRefusal NO_CONTINUE = new HttpRefusal(417, "The only expectation served is 100-continue");
    static final HttpRefusal CODING = new HttpRefusal(501, "The only transfer coding served is chunked");
    static final HttpRefusal VERSION = new HttpRefusal(505, "The versions served are HTTP/1.0 and HTTP/1.1");

    static HttpRefusal malformed(String what) {
        return new HttpRefusal(400, what);
    }

    /// Refuses a body of more than `limit` bytes, with the text of API Gateway
    /// ([recorded](https://github.com/koki-develop/lgtm-generator/issues/10)).
    public static HttpRefusal tooLarge(int limit) {
        return new HttpRefusal(413, "HTTP content length exceeded " + limit + " bytes.");
    }

    static HttpRefusal lineTooLong(int limit) {
        return new HttpRefusal(414, "The request line is longer than " + limit + " bytes");
    }

    static HttpRefusal headersTooLarge(int limit) {
        return new HttpRefusal(431, "The header fields are larger than " + limit + " bytes");
    }

    /// Returns `{"message": ...}`, or for a body that is too large the text alone, as API Gateway does; messages
    /// contain no character that JSON escapes.
    public HttpResponse response() {
        if (status == 413) {
            return HttpResponse.of(status, "text/plain; charset=utf-8", message);
        }
        return HttpResponse.of(status, "application/json", "{\"message\":\"" + message + "\"}");
    }
}
