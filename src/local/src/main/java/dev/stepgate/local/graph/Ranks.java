// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Computes how far below the start each node is: below everything that leads to it, except for edges that
/// lead back.
final class Ranks {
    private final List<List<Edge>> leaving = new ArrayList<>();
    private final boolean[] isOpen;
    private final boolean[] isDone;
    private final int[] ranks;
    private final List<Integer> finished = new ArrayList<>();
    private final Set<Edge> back = new HashSet<>();

    private Ranks(Group group) {
        int count = group.nodes().size();
        this.isOpen = new boolean[count];
        this.isDone = new boolean[count];
        this.ranks = new int[count];
        for (int i = 0; i < count; i++) {
            leaving.add(new ArrayList<>());
        }
        group.edges().stream()
                .filter(edge -> edge.from() != edge.to())
                .forEach(edge -> leaving.get(edge.from()).add(edge));
    }

    static Ranks of(Group group) {
        Ranks ranks = new Ranks(group);
        ranks.search();
        for (int node : ranks.finished.reversed()) {
            for (Edge edge : ranks.leaving.get(node)) {
                if (!ranks.back.contains(edge)) {
                    ranks.ranks[edge.to()] = Math.max(ranks.ranks[edge.to()], ranks.ranks[node] + 1);
                }
            }
        }
        return ranks;
    }

    int of(int node) {
        return ranks[node];
    }

    boolean leadsBack(Edge edge) {
        return back.contains(edge);
    }

    /// Searches depth first from the start, from which every state can be reached; without recursion, because
    /// a machine may be one long line.
    private void search() {
        int[] next = new int[ranks.length];
        Deque<Integer> path = new ArrayDeque<>(List.of(0));
        isOpen[0] = true;
        while (!path.isEmpty()) {
            int node = path.peek();
            if (next[node] == leaving.get(node).size()) {
                path.pop();
                isOpen[node] = false;
                isDone[node] = true;
                finished.add(node);
                continue;
            }
            Edge edge = leaving.get(node).get(next[node]++);
            if (isOpen[edge.to()]) {
                back.add(edge);
            } else if (!isDone[edge.to()]) {
                isOpen[edge.to()] = true;
                path.push(edge.to());
            }
        }
    }
}
