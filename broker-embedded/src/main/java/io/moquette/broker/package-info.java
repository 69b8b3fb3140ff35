/// The broker put together from Moquette's own parts, each extended where it would lose a message or a session loop.
///
/// Begin with [GuardedServer]. A message goes [GuardedHandler] → [Incoming] → [GuardedPostOffice] → [GuardedSession] → [Outlet]; what
/// must outlive a crash is in the [Ledger]. Of Moquette are the network, CONNECT, SUBSCRIBE, the subscription tree and the session
/// loops. It shares Moquette's package because the parts are visible only there; nothing of Moquette is copied. Only `hearth.broker` uses it. Each class is `@NullMarked` by itself, for most of the package is Moquette's and is not.
package io.moquette.broker;
