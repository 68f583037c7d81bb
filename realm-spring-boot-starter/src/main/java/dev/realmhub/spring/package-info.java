/**
 * RealmHub in a Spring Boot application: a {@link dev.realmhub.Broker}, a {@link dev.realmhub.Hub} and its servlet as beans, each of
 * which gives way to the application's own. Resolver, authenticator and listener are the application's beans.
 */
@NullMarked
package dev.realmhub.spring;

import org.jspecify.annotations.NullMarked;
