/// The pictures: one enum names every icon the program draws.
@NullMarked
package hearth.icon;

import org.jspecify.annotations.NullMarked;
