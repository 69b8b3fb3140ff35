/// The broker put together from Moquette's own parts, each extended where it would lose a message or a session loop.
///
/// Begin with [GuardedServer]. It shares Moquette's package because the parts are visible only there; nothing of Moquette is copied
/// or replaced. Only `hearth.broker` uses it. Each class is `@NullMarked` by itself, for most of the package is Moquette's and is not.
package io.moquette.broker;
