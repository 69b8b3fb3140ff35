package hearth.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.stage.FileChooser;

/// Saves something where the user says, and tells in a sentence what came of it. FX thread.
public final class SaveFile {

    /// What is saved; worked out on another thread.
    @FunctionalInterface
    public interface Content {
        byte[] bytes() throws IOException;
    }

    private final Texts texts;
    private final Latest<String> told;

    public SaveFile(Texts texts, Consumer<String> told) {
        this.texts = texts;
        this.told = new Latest<>(told);
    }

    /// @param title of the system's dialog
    /// @param name  of the file, as a suggestion
    public void ask(Node owner, String title, String name, Content content) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        var file = chooser.showSaveDialog(owner.getScene().getWindow());
        if (file != null) {
            to(file.toPath(), content);
        }
    }

    /// Replaces what is there.
    public void to(Path file, Content content) {
        Thread.ofVirtual().start(() -> told.accept(write(file, content)));
    }

    private String write(Path file, Content content) {
        try {
            Files.write(file, content.bytes());
            return texts.of("history.written", file.toString());
        } catch (IOException refused) {
            return texts.of("history.unwritten", file.toString(), texts.plain(String.valueOf(refused.getMessage()), 200));
        }
    }
}
