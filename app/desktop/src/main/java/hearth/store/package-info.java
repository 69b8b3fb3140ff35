/// What the house leaves on disk, and how it is found again: readable files for what a person arranged, three SQLite databases
/// for what happened, what was measured, and what devices announced.
///
/// Begin with [Store], which writes, and [Archive], which reads; [DataDirectory] says where. Knows the house as values, but no
/// screen and no network. What is acknowledged survives the loss of the process at any moment; what is damaged is moved aside and
/// told, never overwritten.
@NullMarked
package hearth.store;

import org.jspecify.annotations.NullMarked;
