/// A map that is a value: what the house is made of.
@NullMarked
package hearth.trie;

import org.jspecify.annotations.NullMarked;
