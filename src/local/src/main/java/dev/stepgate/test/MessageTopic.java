// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.template.Resource;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/// A topic of the template. Its methods answer at once; [#assertThat] first waits until nothing is left to
/// do.
public final class MessageTopic implements AssertProvider<TopicAssert> {
    private final Stepgate stepgate;
    private final Resource.Topic resource;

    MessageTopic(Stepgate stepgate, Resource.Topic resource) {
        this.stepgate = stepgate;
        this.resource = resource;
    }

    public String name() {
        return resource.name();
    }

    /// Every message since the start or the last reset, in order.
    public List<SentMessage> published() {
        return stepgate.messages().publishedTo(name());
    }

    /// Supports AssertJ's `assertThat(topic)`.
    @Override
    public TopicAssert assertThat() {
        stepgate.time().awaitIdle();
        return new TopicAssert(this);
    }
}
