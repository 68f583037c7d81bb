package dev.realmhub.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the random numbers of simulations in place before any test's hub asks for the first one, or seeds would not repeat. */
public final class SeededNumbersFirst implements BeforeAllCallback {
    /** Called by JUnit. */
    public SeededNumbersFirst() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        SeededNumbers.end();
    }
}
