// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.AbstractList;
import java.util.RandomAccess;

/// A JSON array as a list whose elements are converted when they are asked for.
final class ArrayView extends AbstractList<Object> implements RandomAccess {
    private final ArrayNode node;

    ArrayView(ArrayNode node) {
        this.node = node;
    }

    ArrayNode node() {
        return node;
    }

    @Override
    public Object get(int index) {
        return Values.of(node.required(index));
    }

    @Override
    public int size() {
        return node.size();
    }
}
