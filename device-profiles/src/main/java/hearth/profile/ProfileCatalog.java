package hearth.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kinds of device the hub knows, with those it had to reject. A value, any thread.
public record ProfileCatalog(List<Profile> profiles, List<ProfileProblem> problems) {

    private static final String FOLDER = "/profiles/";
    private static final Pattern NUMBERED = Pattern.compile("(.+)( \\d{1,4})");
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).configure(JsonParser.Feature.ALLOW_COMMENTS, true).build();

    public ProfileCatalog {
        profiles = List.copyOf(profiles);
        problems = List.copyOf(problems);
    }

    /// The profiles that come with the program.
    public static ProfileCatalog builtIn() {
        var files = new LinkedHashMap<String, String>();
        resource("index.txt").lines().filter(line -> !line.isBlank()).forEach(file -> files.put(file, resource(file)));
        var catalog = new ProfileCatalog(List.of(), List.of()).with(files);
        if (!catalog.problems.isEmpty()) {
            throw new IllegalStateException("a built-in profile is broken: " + catalog.problems);
        }
        return catalog;
    }

    /// This catalog and the profiles of these files (name → text). One of an id already known replaces it.
    public ProfileCatalog with(Map<String, String> files) {
        var byId = new LinkedHashMap<String, Profile>();
        profiles.forEach(p -> byId.put(p.id(), p));
        var broken = new ArrayList<>(problems);
        files.forEach((file, text) -> {
            try {
                var profile = Profile.read(JSON.readTree(text));
                byId.put(profile.id(), profile);
            } catch (Fields.Rejected rejected) {
                broken.add(new ProfileProblem(file, rejected.pointer, rejected.reason()));
            } catch (JacksonException notJson) {
                var at = notJson.getLocation();
                broken.add(new ProfileProblem(file, "", "is no JSON, line " + (at == null ? 0 : at.getLineNr())));
            }
        });
        return new ProfileCatalog(List.copyOf(byId.values()), broken);
    }

    public Optional<Profile> profile(String id) {
        return profiles.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /// What a property is called in a language: `Eingang 2` for `Input 2`. A name that no profile knows stays as it is.
    public String word(String language, String name) {
        var numbered = NUMBERED.matcher(name);
        return profiles.stream().flatMap(p -> p.word(language, name).stream()).findFirst()
                .or(() -> Optional.of(numbered).filter(Matcher::matches)
                        .flatMap(m -> profiles.stream().flatMap(p -> p.word(language, m.group(1)).stream()).findFirst()
                                .map(w -> w + m.group(2))))
                .orElse(name);
    }

    /// The conventions of the profiles that discover devices.
    ///
    /// @param raw those that say less than Home Assistant's discovery of the same device does, or those that say more
    public List<Convention> conventions(boolean raw) {
        return profiles.stream().flatMap(p -> p.convention().stream())
                .filter(c -> c instanceof ProfileConvention own && own.raw() == raw).toList();
    }

    private static String resource(String name) {
        try (var in = ProfileCatalog.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the program: " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
