// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.Shape.field;
import static dev.stepgate.local.dynamodb.model.Shape.list;
import static dev.stepgate.local.dynamodb.model.Shape.map;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Place;
import java.util.List;

/// The members of an AttributeValue, in the order in which the service reads them.
final class AttributeValueShape {
    private static final Shape NESTED = new Shape.Value(Place.ELEMENT);

    static final List<Member> MEMBERS = List.of(
            field("S", text()),
            field("B", new Shape.Blob()),
            field("N", text()),
            field("BOOL", new Shape.Flag()),
            field("NULL", new Shape.Flag()),
            field("BS", list(new Shape.Blob())),
            field("NS", list(text())),
            field("SS", list(text())),
            field("L", list(NESTED)),
            field("M", map("AttributeValue", NESTED)));

    private AttributeValueShape() {}
}
