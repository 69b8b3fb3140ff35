package hearth.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.home.AlarmCode;
import hearth.home.AlarmPlan;
import hearth.home.Home;
import hearth.home.Logins;
import hearth.home.People;
import hearth.home.Settings;
import hearth.home.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// One value in one file that a person can read. Its `format` grows only when an older program could no longer read it; keys
/// this program does not know are passed over. One thread at a time.
final class JsonFile<T> {

    private static final int FORMAT = 1;

    /// Made when a file is first read or written: that takes longer than all else at the start.
    static final class Json {

        /// A missing or empty value is an error here: nulls must not enter records.
        static final ObjectMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .addModule(AutomationsForm.spelling()).build();
    }

    /// What a file's tree means.
    private interface Meaning<T> {
        T of(ObjectNode tree) throws IOException;
    }

    private final Path file;
    private final T initial;
    private final Function<T, JsonNode> form;
    private final Meaning<T> meaning;

    private JsonFile(Path file, T initial, Function<T, JsonNode> form, Meaning<T> meaning) {
        this.file = file;
        this.initial = initial;
        this.form = form;
        this.meaning = meaning;
    }

    /// Older files have no automations, nothing that guards the house, and no thermostats.
    static JsonFile<Home> home(Path file) {
        return new JsonFile<>(file, Home.EMPTY, home -> Json.MAPPER.valueToTree(HomeForm.of(home, Json.MAPPER)), tree -> {
            if (!tree.has("automations")) {
                tree.set("automations", Json.MAPPER.valueToTree(AutomationsForm.NONE));
            }
            if (!tree.has("alarm")) {
                tree.set("alarm", Json.MAPPER.valueToTree(AlarmForm.of(AlarmPlan.NONE)));
            }
            if (!tree.has("thermostats")) {
                tree.putArray("thermostats");
            }
            return Json.MAPPER.treeToValue(tree, HomeForm.class).home(Json.MAPPER);
        });
    }

    /// For its owner only.
    static JsonFile<List<AlarmCode>> codes(Path file) {
        return new JsonFile<>(file, List.of(), codes -> Json.MAPPER.valueToTree(CodesForm.of(codes)),
                tree -> Json.MAPPER.treeToValue(tree, CodesForm.class).known());
    }

    /// For its owner only. Older files have no passwords for other brokers.
    static JsonFile<Logins> logins(Path file) {
        return new JsonFile<>(file, Logins.NONE, logins -> Json.MAPPER.valueToTree(LoginsForm.of(logins)), tree -> {
            tree.path("logins").forEach(login -> {
                if (login instanceof ObjectNode it && !it.has("next")) {
                    it.put("next", "");
                }
            });
            return Json.MAPPER.treeToValue(tree, LoginsForm.class).known();
        });
    }

    /// For its owner only.
    static JsonFile<People> people(Path file) {
        return new JsonFile<>(file, People.NONE, people -> Json.MAPPER.valueToTree(PeopleForm.of(people)),
                tree -> Json.MAPPER.treeToValue(tree, PeopleForm.class).known());
    }

    static JsonFile<Watch> watch(Path file) {
        return new JsonFile<>(file, Watch.NONE, watch -> Json.MAPPER.valueToTree(watch),
                tree -> Json.MAPPER.treeToValue(tree, Watch.class));
    }

    /// A setting the file does not have yet has its default.
    static JsonFile<Settings> settings(Path file) {
        return new JsonFile<>(file, Settings.DEFAULT, settings -> Json.MAPPER.valueToTree(settings),
                tree -> Json.MAPPER.treeToValue(Json.MAPPER.<ObjectNode>valueToTree(Settings.DEFAULT).setAll(tree), Settings.class));
    }

    /// What the file says, or the initial value where there is none. One that cannot be understood is set aside and reported by
    /// its name.
    ///
    /// @throws IOException if it cannot even be set aside
    T read(Instant now, Consumer<String> damaged) throws IOException {
        try {
            return parsed(Files.readAllBytes(file));
        } catch (NoSuchFileException first) {
            return initial;
        } catch (IOException | IllegalArgumentException unreadable) {
            DurableFile.setAside(file, now);
            damaged.accept(String.valueOf(file.getFileName()));
            return initial;
        }
    }

    /// The text under a key that the form no longer has; empty where there is none.
    String left(String key) throws IOException {
        return Files.exists(file) ? Json.MAPPER.readTree(Files.readAllBytes(file)).path(key).asText("") : "";
    }

    private T parsed(byte[] content) throws IOException {
        if (!(Json.MAPPER.readTree(content) instanceof ObjectNode tree) || tree.path("format").asInt() != FORMAT) {
            throw new IOException("no format this program reads");
        }
        return meaning.of(tree);
    }

    /// Returns once the value is safe.
    void write(T value) throws IOException {
        var tree = Json.MAPPER.createObjectNode().put("format", FORMAT);
        tree.setAll((ObjectNode) form.apply(value));
        DurableFile.replace(file, Json.MAPPER.writeValueAsBytes(tree));
    }
}
