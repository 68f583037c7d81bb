/**
 * Contract tests for implementers of RealmHub's interfaces, and test doubles for those who use them.
 *
 * <p>A contract is a JUnit 5 interface: a test class implements it and its one or two methods, and inherits the rules.
 *
 * <pre>{@code
 * class MyBrokerTest implements BrokerContract {
 *     @Override
 *     public Broker connect() {
 *         return new MyBroker(server.address());
 *     }
 * }
 * }</pre>
 */
@NullMarked
package dev.realmhub.test;

import org.jspecify.annotations.NullMarked;
