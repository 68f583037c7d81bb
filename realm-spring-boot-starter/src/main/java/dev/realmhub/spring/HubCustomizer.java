package dev.realmhub.spring;

import dev.realmhub.HubBuilder;

/** Changes what properties do not reach, before the hub is built. A bean; called once, when the application starts. */
@FunctionalInterface
public interface HubCustomizer {
    /** Changes the builder, which has been told all properties. */
    void customize(HubBuilder builder);
}
