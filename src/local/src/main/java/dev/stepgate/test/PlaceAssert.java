// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// Assertions about one branch of a Parallel or one iteration of a Map.
public final class PlaceAssert extends StatesAssert<PlaceAssert> {
    private final StatesAssert<?> around;
    private final Place place;
    private final String kind;

    PlaceAssert(StatesAssert<?> around, Place place, String kind) {
        super(around.execution(), PlaceAssert.class);
        this.around = around;
        this.place = place;
        this.kind = kind;
    }

    @Override
    String subject() {
        return kind + " " + place.index() + " of " + place.state() + " in " + around.subject();
    }

    @Override
    boolean contains(StateVisit visit) {
        return visit.places().contains(place) && around.contains(visit);
    }
}
