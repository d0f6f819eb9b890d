// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.Shape.list;
import static dev.stepgate.local.dynamodb.model.Shape.map;
import static dev.stepgate.local.dynamodb.model.Shape.of;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Place;
import java.util.List;

/// The members of an AttributeValue in the order in which the service reads them.
final class AttributeValueShape {
    private static final Shape NESTED = new Shape.Value(Place.ELEMENT);

    static final List<Member> MEMBERS = List.of(
            of("S", text()),
            of("B", new Shape.Blob()),
            of("N", text()),
            of("BOOL", new Shape.Flag()),
            of("NULL", new Shape.Flag()),
            of("BS", list(new Shape.Blob())),
            of("NS", list(text())),
            of("SS", list(text())),
            of("L", list(NESTED)),
            of("M", map("AttributeValue", NESTED)));

    private AttributeValueShape() {}
}
