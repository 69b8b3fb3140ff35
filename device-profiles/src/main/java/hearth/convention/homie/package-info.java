/// Homie 5, 4 and 3: devices that describe themselves whole, in one document or in an attribute a topic.
///
/// Begin with [Homie]. Source: the convention's text, homieiot.github.io, versions 5.0, 4.0.0 and 3.0.1.
@NullMarked
package hearth.convention.homie;

import org.jspecify.annotations.NullMarked;
