// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// Assertions about one branch of a Parallel or one iteration of a Map.
public final class BranchOrIterationAssert extends StatesAssert<BranchOrIterationAssert> {
    private final StatesAssert<?> around;
    private final BranchOrIteration place;
    private final String kind;

    BranchOrIterationAssert(StatesAssert<?> around, BranchOrIteration place, String kind) {
        super(around.execution(), BranchOrIterationAssert.class);
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
