// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// Reports that an [ObjectStore] cannot answer; the message is the cause that the execution shows.
public final class ObjectStoreException extends RuntimeException {
    public ObjectStoreException(String cause) {
        super(cause, null, false, false);
    }
}
