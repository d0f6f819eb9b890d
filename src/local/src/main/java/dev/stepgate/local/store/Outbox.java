// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Messages that a service has accepted and is yet to deliver to another one, in their order. A message is kept
/// together with whatever made it, and forgotten together with what its delivery did in this process: a
/// [transactional outbox](https://microservices.io/patterns/data/transactional-outbox.html). A delivery that
/// leaves the process may be made twice, if the process ends just then. Safe for threads.
public final class Outbox {
    private final Store store;
    private final Records records;
    private final AtomicLong last = new AtomicLong();

    /// Makes an outbox of the records of this name.
    public Outbox(Store store, String name) {
        this.store = store;
        this.records = store.records(name);
        records.forEachBytes("", (key, _) -> last.set(Long.parseUnsignedLong(key, 16)));
    }

    /// One of its messages.
    public final class Message {
        private final String key;

        private Message(String key) {
            this.key = key;
        }

        /// Keeps another state of the message, such as one with another failure.
        ///
        /// @param content asked at once, and only where it is kept
        public void change(Supplier<? extends JsonNode> content) {
            records.put(key, content);
        }

        /// Makes the call that delivers the message, in this thread. When it succeeds, the message is forgotten.
        public <T> CompletionStage<T> deliver(Supplier<CompletionStage<T>> call) {
            return store.together(() -> call.get().whenComplete((_, refused) -> {
                if (refused == null) {
                    forget();
                }
            }));
        }

        /// Does what the message brings about in the end, in this thread, and forgets the message.
        public void finish(Runnable last) {
            boolean unused = store.together(() -> {
                last.run();
                forget();
                return true;
            });
        }

        /// Forgets the message, whose delivery is over.
        public void forget() {
            records.remove(key);
        }
    }

    /// @param content asked at once, and only where it is kept
    public Message add(Supplier<? extends JsonNode> content) {
        Message message = new Message("%016x".formatted(last.incrementAndGet()));
        message.change(content);
        return message;
    }

    /// Tells of those of the process before, in the order in which they were added. To be called once, when
    /// whatever they go to is there.
    public void forEach(BiConsumer<Message, JsonNode> action) {
        records.forEach("", (key, content) -> action.accept(new Message(key), content));
    }
}
