/// The templates of Home Assistant's discovery messages: the part of Jinja2 they use, with Home Assistant's filters.
///
/// Begin with [Template]. [Lexer] and [Parser] make [Statement]s and [Expression]s; [Run] is one evaluation and holds its budgets;
/// what a template may call stands in the tables of [Filters], [Tests], [Functions] and [Methods], and nowhere else. Values are
/// Python's, spelled as Python spells them. No reflection, nothing outside the JDK but Jackson in [Json], and a text that comes in as
/// a value is never read as a template.
@NullMarked
package hearth.template;

import org.jspecify.annotations.NullMarked;
