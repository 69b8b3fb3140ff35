/// What happened lately, in words. Begin with [JournalPage].
@NullMarked
package hearth.ui.journal;

import org.jspecify.annotations.NullMarked;
