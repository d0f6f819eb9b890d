// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.List;
import java.util.stream.IntStream;

/// Links between two layers that meet: verticals above and below, and one horizontal that connects them.
final class Net {
    private final List<Link> links;
    private final int[] tops;
    private final int[] bottoms;
    private final int least;
    private final int most;
    private int lane;

    Net(List<Link> links) {
        this.links = List.copyOf(links);
        boolean turnsUp = links.getFirst().lower().kind() == Cell.Kind.TURN;
        boolean turnsDown = links.getFirst().upper().kind() == Cell.Kind.TURN;
        this.tops = turnsDown ? new int[0] : distinct(links.stream().mapToInt(Link::upperX));
        this.bottoms = turnsUp ? new int[0] : distinct(links.stream().mapToInt(Link::lowerX));
        int[] all = IntStream.concat(IntStream.of(tops), IntStream.of(bottoms))
                .sorted()
                .toArray();
        this.least = all[0];
        this.most = all[all.length - 1];
    }

    private static int[] distinct(IntStream xs) {
        return xs.sorted().distinct().toArray();
    }

    List<Link> links() {
        return links;
    }

    int[] tops() {
        return tops;
    }

    int[] bottoms() {
        return bottoms;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    /// Tells whether the net needs no horizontal.
    boolean isStraight() {
        return least == most && tops.length > 0 && bottoms.length > 0;
    }

    int lane() {
        return lane;
    }

    void lane(int value) {
        lane = value;
    }
}
