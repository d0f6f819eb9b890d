// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The space between two layers, where links run sideways. Horizontals that would touch each other get
/// separate lanes, in the order with the fewest crossings; two verticals never overlap.
final class Channel {
    private static final int LANE = 10;

    /// The distance at which two verticals look like one.
    private static final int NEAR = 8;

    private static final int OVERLAP = 1000;

    private final List<Net> nets = new ArrayList<>();
    private int lanes;

    /// Makes the channel between a layer and the next.
    Channel(List<Cell> upperRow) {
        Map<Object, List<Link>> meeting = new LinkedHashMap<>();
        for (Cell cell : upperRow) {
            cell.lower()
                    .forEach(link -> meeting.computeIfAbsent(key(link), _ -> new ArrayList<>())
                            .add(link));
        }
        meeting.values().stream().map(Net::new).filter(net -> !net.isStraight()).forEach(nets::add);
        assign();
    }

    private record Meeting(Cell cell, Link.Entry entry) {}

    private static Object key(Link link) {
        return link.upper().kind() == Cell.Kind.TURN
                ? new Meeting(link.upper(), link.entry())
                : new Meeting(link.lower(), link.entry());
    }

    /// The height of the lanes with the space between them; 0 when every link is straight.
    int height() {
        return lanes == 0 ? 0 : (lanes - 1) * LANE;
    }

    boolean isStraight() {
        return lanes == 0;
    }

    /// Sets the height of each link's horizontal.
    void place(int firstLaneY) {
        for (Net net : nets) {
            net.links().forEach(link -> link.laneY(firstLaneY + net.lane() * LANE));
        }
    }

    /// Assigns lanes from the top down, each time to the net with the least reason to be below one of the
    /// others.
    private void assign() {
        int[] pressures = pressures();
        boolean[] isPlaced = new boolean[nets.size()];
        List<Net> placed = new ArrayList<>();
        while (placed.size() < nets.size()) {
            int next = -1;
            for (int i = 0; i < isPlaced.length; i++) {
                if (!isPlaced[i] && (next < 0 || pressures[i] < pressures[next])) {
                    next = i;
                }
            }
            isPlaced[next] = true;
            Net net = nets.get(next);
            for (int i = 0; i < isPlaced.length; i++) {
                pressures[i] -= isPlaced[i] ? 0 : preference(net, nets.get(i));
            }
            net.lane(lane(net, placed));
            placed.add(net);
            lanes = Math.max(lanes, net.lane() + 1);
        }
    }

    private static int lane(Net net, List<Net> placed) {
        return placed.stream()
                .filter(other -> touch(net, other))
                .mapToInt(other -> other.lane() + 1)
                .max()
                .orElse(0);
    }

    /// Computes for each net how much it is better off below the others.
    private int[] pressures() {
        int[] pressures = new int[nets.size()];
        for (int i = 0; i < nets.size(); i++) {
            for (int k = 0; k < nets.size(); k++) {
                pressures[i] += i == k ? 0 : preference(nets.get(k), nets.get(i));
            }
        }
        return pressures;
    }

    /// Returns the gain, if any, of having one net above the other instead of below.
    private static int preference(Net above, Net below) {
        return touch(above, below) ? Math.max(0, cost(below, above) - cost(above, below)) : 0;
    }

    private static boolean touch(Net a, Net b) {
        return a.least() <= b.most() + NEAR && b.least() <= a.most() + NEAR;
    }

    private static int cost(Net above, Net below) {
        int cost = 0;
        for (int bottom : above.bottoms()) {
            cost += bottom > below.least() && bottom < below.most() ? 1 : 0;
            for (int top : below.tops()) {
                cost += Math.abs(top - bottom) < NEAR ? OVERLAP : 0;
            }
        }
        for (int top : below.tops()) {
            cost += top > above.least() && top < above.most() ? 1 : 0;
        }
        return cost;
    }
}
