// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// Why an [ObjectStore] does not answer; the message is the cause that an execution shows.
public final class ObjectStoreException extends RuntimeException {
    public ObjectStoreException(String cause) {
        super(cause, null, false, false);
    }
}
