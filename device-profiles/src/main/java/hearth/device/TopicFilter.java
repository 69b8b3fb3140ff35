package hearth.device;

/// A subscription's filter with the wildcards `+` (one level) and `#` (the rest), as MQTT defines them (MQTT 5, section 4.7).
public record TopicFilter(String filter) {

    public TopicFilter {
        var levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].indexOf('+') >= 0 || levels[i].indexOf('#') >= 0;
            if (filter.isEmpty() || wild && levels[i].length() > 1 || levels[i].equals("#") && i < levels.length - 1) {
                throw new IllegalArgumentException("not a topic filter: " + filter);
            }
        }
    }

    /// Whether it names one topic only.
    public boolean exact() {
        return filter.indexOf('+') < 0 && filter.indexOf('#') < 0;
    }

    public boolean matches(String topic) {
        if (filter.equals(topic)) {
            return true; // as nearly all do that are asked
        }
        int f = 0;
        int t = 0;
        if (topic.startsWith("$") && !filter.startsWith("$")) {
            return false;
        }
        while (f < filter.length()) {
            char c = filter.charAt(f);
            if (c == '#') {
                return true;
            }
            if (c == '+') {
                while (t < topic.length() && topic.charAt(t) != '/') {
                    t++;
                }
                f++;
            } else if (t < topic.length() && topic.charAt(t) == c) {
                f++;
                t++;
            } else {
                return t == topic.length() && filter.startsWith("/#", f) && f + 2 == filter.length();
            }
        }
        return t == topic.length();
    }

    @Override public String toString() {
        return filter;
    }
}
