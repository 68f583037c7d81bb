/** What the pages of docs show, as an application would have it. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
