/** Holds the code on the pages to the library. */
@NullMarked
package dev.realmhub.docs;

import org.jspecify.annotations.NullMarked;
