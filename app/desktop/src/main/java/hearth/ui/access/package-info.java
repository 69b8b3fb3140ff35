/// Who may use the broker, changed: a login's name and rights, and logins that come from Mosquitto's files.
///
/// Begin with [LoginDialog]. Who is there, who knocks and who was refused is on the broker's page.
@NullMarked
package hearth.ui.access;

import org.jspecify.annotations.NullMarked;
