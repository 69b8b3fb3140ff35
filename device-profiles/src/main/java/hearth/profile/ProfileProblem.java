package hearth.profile;

/// Why a profile was rejected.
///
/// @param file    its file name
/// @param pointer the place in it, an RFC 6901 JSON pointer
/// @param reason  one sentence
public record ProfileProblem(String file, String pointer, String reason) {
}
