/**
 * Contract tests for implementers of RealmHub's interfaces, and test doubles for those who use them.
 *
 * <p>{@link dev.realmhub.test.TestHub} is a hub for the tests of applications, with clients that say what they expect.
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
 *
 * <p>What a cluster promises is judged by its {@link dev.realmhub.test.History}: publishers stamp, clients write down what
 * they say and hear. {@link dev.realmhub.test.Simulation} makes such histories in virtual time, with faults; {@link
 * dev.realmhub.test.JoinUnderFire} on real threads and on any bus.
 */
@NullMarked
package dev.realmhub.test;

import org.jspecify.annotations.NullMarked;
