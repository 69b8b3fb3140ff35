/// What the user chooses for the program itself. Begin with [SettingsPage].
@NullMarked
package hearth.ui.settings;

import org.jspecify.annotations.NullMarked;
