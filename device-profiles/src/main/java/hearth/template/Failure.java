package hearth.template;

/// Ends a compilation or a rendering; [Template] makes it a [TemplateProblem]. Carries no stack: bad input is normal.
final class Failure extends RuntimeException {

    private static final int LONGEST = 200;

    Failure(String reason) {
        super(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST - 1) + "…", null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
