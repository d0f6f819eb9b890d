// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A node with its size.
///
/// @param face absent for a start and an end
/// @param inside the groups in a container
/// @param loops the edges from the node to itself, drawn on its right side
record NodePlan(Node node, Optional<Face> face, List<GroupPlan> inside, List<Loop> loops, Size size) {
    static final int LOOP_WIDTH = 14;
    static final int LOOP_INSET = 10;
    static final int LOOP_GAP = 8;

    private static final int OUTER_CIRCLE = 44;
    private static final int INNER_CIRCLE = 14;
    private static final int PADDING = 14;

    record Loop(Edge edge, Optional<Label> label) {
        int labelHeight() {
            return label.map(text -> text.size().height()).orElse(0);
        }

        /// The height including the gap to the next one.
        int height() {
            return Math.max(16, labelHeight()) + LOOP_GAP;
        }

        int width() {
            return LOOP_WIDTH + label.map(text -> text.size().width() + 8).orElse(0);
        }
    }

    static NodePlan of(Node node, List<Loop> loops, int depth) {
        return switch (node) {
            case Node.Start _ -> circle(node, depth == 0 ? OUTER_CIRCLE : INNER_CIRCLE);
            case Node.End _ -> circle(node, depth == 0 ? OUTER_CIRCLE : INNER_CIRCLE);
            case Node.Single single -> {
                Face face = Face.of(single.caption());
                yield new NodePlan(node, Optional.of(face), List.of(), loops, withLoops(face.size(), loops));
            }
            case Node.Container container -> container(container, loops, depth);
        };
    }

    private static NodePlan circle(Node node, int diameter) {
        int height = diameter == OUTER_CIRCLE ? 24 : diameter;
        return new NodePlan(node, Optional.empty(), List.of(), List.of(), new Size(diameter, height));
    }

    private static NodePlan container(Node.Container node, List<Loop> loops, int depth) {
        Face face = Face.of(node.caption());
        List<GroupPlan> inside = new ArrayList<>();
        node.groups().forEach(group -> inside.add(GroupPlan.of(group, depth + 1)));
        int width = PADDING
                + inside.stream()
                        .mapToInt(group -> room(group).width() + PADDING)
                        .sum();
        int height =
                inside.stream().mapToInt(group -> room(group).height()).max().orElse(0);
        Size size = new Size(Math.max(face.size().width(), width), face.size().height() + height + PADDING);
        return new NodePlan(node, Optional.of(face), inside, loops, withLoops(size, loops));
    }

    private static Size withLoops(Size size, List<Loop> loops) {
        int height = 2 * LOOP_INSET + loops.stream().mapToInt(Loop::height).sum();
        int margin = loops.stream().mapToInt(Loop::width).max().orElse(0);
        return new Size(size.width(), loops.isEmpty() ? size.height() : Math.max(size.height(), height), margin);
    }

    private static Size room(GroupPlan group) {
        return new Size(group.layout().width() + 2 * PADDING, group.layout().height() + 2 * PADDING);
    }

    /// Returns the boxes of the groups inside, which are centred side by side and have the same height.
    List<Box> rooms(Box box) {
        List<Box> rooms = new ArrayList<>();
        int top = face.map(each -> each.size().height()).orElse(0);
        int all =
                inside.stream().mapToInt(group -> room(group).width() + PADDING).sum() - PADDING;
        int x = box.x() + (box.width() - all) / 2;
        for (GroupPlan group : inside) {
            int width = room(group).width();
            rooms.add(new Box(x, box.y() + top, width, box.height() - top - PADDING));
            x += width + PADDING;
        }
        return rooms;
    }

    /// Returns the upper left corner of a group in its region.
    static Point corner(Box room, GroupPlan group) {
        return new Point(room.x() + (room.width() - group.layout().width()) / 2, room.y() + PADDING);
    }
}
