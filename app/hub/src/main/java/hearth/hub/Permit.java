package hearth.hub;

import hearth.home.Grant;
import hearth.home.Login;
import java.util.List;

/// A login as the broker checks it: the role spelt out in topics.
///
/// @param learning whether topics that are nobody's become its own as it uses them
public record Permit(Login login, List<Grant> grants, boolean learning) {

    public Permit {
        grants = List.copyOf(grants);
    }
}
