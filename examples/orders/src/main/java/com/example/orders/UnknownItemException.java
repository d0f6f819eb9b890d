// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

/// Reports an item that nobody sells.
public final class UnknownItemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownItemException(String item) {
        super("there is no " + item);
    }
}
