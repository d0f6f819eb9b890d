// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

/// The images that a record contains besides the key
/// ([StreamViewType](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html)).
public enum ViewType {
    KEYS_ONLY,
    NEW_IMAGE,
    OLD_IMAGE,
    NEW_AND_OLD_IMAGES;

    boolean hasNew() {
        return this == NEW_IMAGE || this == NEW_AND_OLD_IMAGES;
    }

    boolean hasOld() {
        return this == OLD_IMAGE || this == NEW_AND_OLD_IMAGES;
    }
}
