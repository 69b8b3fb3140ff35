package hearth.hub;

import hearth.home.Grant;
import hearth.home.Grant.Way;
import hearth.home.Login;
import hearth.home.Logins;
import hearth.home.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Mosquitto's `password_file` and `acl_file`, read and written (mosquitto.conf(5)).
public final class Mosquitto {

    private Mosquitto() {
    }

    /// What an import would bring.
    public record Preview(List<Login> logins, List<Problem> problems) {
        public Preview {
            logins = List.copyOf(logins);
            problems = List.copyOf(problems);
        }
    }

    /// A line that cannot be taken over, or only in part.
    ///
    /// @param line counted from 1 in its file
    /// @param what the user name or the rule it is about
    public record Problem(Reason reason, int line, String what) {
        public enum Reason {
            /// No user name and password of Mosquitto's: neither `$6$` nor `$7$`.
            NO_LOGIN,
            /// A user name that is there already; it stays as it is.
            KNOWN,
            /// Rules for a user without a password.
            NO_PASSWORD,
            /// A rule for clients without a login; there are none here.
            ANONYMOUS,
            /// No rule of Mosquitto's.
            NO_RULE
        }
    }

    public record Files(String passwords, String acl) {
    }

    /// Understands both files.
    ///
    /// @param acl empty where there is none: Mosquitto then lets every login say and hear everything
    /// @param now when the logins are said to be made
    public static Preview read(String passwords, Optional<String> acl, Logins known, Instant now) {
        var problems = new ArrayList<Problem>();
        var hashes = hashes(passwords, problems);
        var rules = rules(acl.orElse("pattern readwrite #"), hashes, problems);
        var logins = new ArrayList<Login>();
        hashes.forEach((user, hash) -> {
            if (known.login(user).isPresent()) {
                problems.add(new Problem(Problem.Reason.KNOWN, 0, user));
            } else {
                var grants = Stream.concat(rules.getOrDefault(user, List.of()).stream(), rules.getOrDefault("", List.of()).stream())
                        .flatMap(Mosquitto::spelt).distinct().toList();
                logins.add(new Login(user, user.substring(0, Math.min(64, user.length())), new Role.Device(grants), hash, now,
                        Optional.empty(), List.of()));
            }
        });
        return new Preview(logins, problems);
    }

    private static Map<String, String> hashes(String file, List<Problem> problems) {
        var hashes = new LinkedHashMap<String, String>();
        var lines = file.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            int colon = line.indexOf(':');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var user = line.substring(0, Math.max(0, colon));
            var hash = line.substring(colon + 1);
            if (colon < 1 || user.length() > 128 || user.isBlank()
                    || !hash.matches("\\$6\\$[^$]+\\$[^$]+|\\$7\\$\\d{1,9}\\$[^$]+\\$[^$]+")) {
                problems.add(new Problem(Problem.Reason.NO_LOGIN, i + 1, user));
            } else {
                hashes.put(user, hash);
            }
        }
        return hashes;
    }

    /// By user name; those of everybody under the empty one.
    private static Map<String, List<Grant>> rules(String file, Map<String, String> hashes, List<Problem> problems) {
        var rules = new LinkedHashMap<String, List<Grant>>();
        var user = Optional.<String>empty();
        var lines = file.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            var words = line.split("\\s+", 2);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (words[0].equals("user") && words.length == 2) {
                user = Optional.of(words[1]);
                if (!hashes.containsKey(words[1])) {
                    problems.add(new Problem(Problem.Reason.NO_PASSWORD, i + 1, words[1]));
                }
                continue;
            }
            boolean pattern = words[0].equals("pattern");
            var grant = words.length == 2 && (pattern || words[0].equals("topic")) ? grant(words[1]) : Optional.<Grant>empty();
            if (grant.isEmpty()) {
                problems.add(new Problem(Problem.Reason.NO_RULE, i + 1, line));
            } else if (!pattern && user.isEmpty()) {
                problems.add(new Problem(Problem.Reason.ANONYMOUS, i + 1, line));
            } else {
                rules.computeIfAbsent(pattern ? "" : user.orElseThrow(), _ -> new ArrayList<>()).add(grant.get());
            }
        }
        return rules;
    }

    private static Optional<Grant> grant(String rule) {
        var words = rule.split("\\s+", 2);
        var way = words.length < 2 ? Optional.<Way>empty() : switch (words[0]) {
            case "read" -> Optional.of(Way.READ);
            case "write" -> Optional.of(Way.WRITE);
            case "readwrite" -> Optional.of(Way.BOTH);
            case "deny" -> Optional.of(Way.DENY);
            default -> Optional.<Way>empty();
        };
        try {
            return Optional.of(Grant.of(way.isPresent() ? words[1] : rule, way.orElse(Way.BOTH)));
        } catch (IllegalArgumentException noFilter) {
            return Optional.empty();
        }
    }

    /// Whoever read everything reads the house's own topics too, which are to be named here; nobody writes them by an import.
    private static Stream<Grant> spelt(Grant grant) {
        boolean everything = grant.topics().filter().equals("#") && (grant.way() == Way.READ || grant.way() == Way.BOTH);
        return everything ? Stream.concat(Stream.of(grant), Role.EVERYWHERE.stream().skip(1).map(t -> Grant.of(t, Way.READ)))
                : Stream.of(grant);
    }

    /// Whether Mosquitto 2.0 can check this password.
    public static boolean canCheck(String hash) {
        return hash.startsWith("$6$") || hash.startsWith("$7$");
    }

    /// The logins as Mosquitto's two files, a line for the hub itself before them.
    ///
    /// @param hashes of Mosquitto's kind, by user name; none for those who shall not come in
    public static Files write(List<Permit> permits, String own, Map<String, String> hashes) {
        var passwords = new StringBuilder(own).append(':').append(hashes.get(own)).append('\n');
        var acl = new StringBuilder("# Hearth itself\nuser ").append(own).append("\ntopic readwrite #\n\n");
        for (var permit : permits) {
            var login = permit.login();
            var hash = hashes.get(login.user());
            if (hash == null) {
                continue;
            }
            passwords.append(login.user()).append(':').append(hash).append('\n');
            acl.append("# ").append(login.name().replaceAll("\\R|\\p{Cntrl}", " ")).append("\nuser ").append(login.user()).append('\n');
            permit.spelt().forEach(grant -> line(acl, word(grant.way()), grant.topics().filter()));
            Stream.concat(permit.houseTopicsNotMeant(Set.of(Way.WRITE, Way.BOTH)).stream(),
                    permit.houseTopicsNotMeant(Set.of(Way.READ, Way.BOTH)).stream()).distinct()
                    .forEach(topics -> line(acl, "deny", topics));
            acl.append('\n');
        }
        return new Files(passwords.toString(), acl.toString());
    }

    private static void line(StringBuilder acl, String way, String topics) {
        acl.append("topic ").append(way).append(' ').append(topics).append('\n');
    }

    private static String word(Way way) {
        return way == Way.BOTH ? "readwrite" : way.name().toLowerCase(Locale.ROOT);
    }
}
