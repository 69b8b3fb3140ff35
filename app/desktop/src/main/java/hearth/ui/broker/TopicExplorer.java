package hearth.ui.broker;

import hearth.hub.HubState;
import hearth.hub.TopicSeen;
import hearth.ui.Card;
import hearth.ui.PageScroll;
import hearth.ui.Ui;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.SimpleLongProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Every topic that was heard, as a tree, with the chosen one in full beside it. FX thread.
///
/// It catches up at most twice a second, and only while it is on screen: the tree grows in place and its lines are filled anew.
final class TopicExplorer extends HBox {

    /// A search that finds no more than this shows all of it opened.
    private static final int OPENED = 300;

    /// A tree of the topics that fit a search, kept as long as the search is.
    private final class Grove {

        private final Topic top = Topic.root();
        private final Map<String, Topic> known = new HashMap<>();
        private final List<TopicItem> grown = new ArrayList<>();
        private final TopicItem item = new TopicItem(top, grown);
        private final Predicate<String> wanted;

        Grove(Predicate<String> wanted) {
            this.wanted = wanted;
        }

        void take(Map<String, TopicSeen> topics) {
            top.take(topics, known, wanted);
            grown.forEach(TopicItem::catchUp);
            grown.clear();
        }
    }

    private final Ui ui;
    private final SimpleLongProperty beat = new SimpleLongProperty();
    private final TreeView<Topic> tree = new TreeView<>();
    private final Label nothing = new Label();
    private final TextField filter = new TextField();
    private final TopicDetails details;
    private final PublishCard publish;
    private final Grove all = new Grove(_ -> true);
    private Grove grove = all;

    TopicExplorer(Ui ui, Consumer<String> use) {
        this.ui = ui;
        details = new TopicDetails(ui, use);
        publish = new PublishCard(ui);
        filter.setId("topic-filter");
        filter.setPromptText(ui.texts().of("topic.filter"));
        filter.setAccessibleText(ui.texts().of("topic.filter"));
        filter.textProperty().subscribe(this::search);
        tree.setId("topic-tree");
        tree.setShowRoot(false);
        tree.setRoot(all.item);
        tree.setFixedCellSize(30);
        tree.setAccessibleText(ui.texts().of("broker.topics"));
        tree.setCellFactory(_ -> new TopicCell(ui, beat));
        tree.getSelectionModel().selectedItemProperty().subscribe(item -> {
            var topic = item == null ? null : item.getValue();
            details.show(topic);
            if (topic != null) {
                publish.propose(topic.path());
            }
        });
        nothing.setWrapText(true);
        nothing.getStyleClass().add("quiet");
        nothing.setMouseTransparent(true);
        var stack = new StackPane(tree, nothing);
        VBox.setVgrow(stack, Priority.ALWAYS);
        var left = new Card(ui.texts(), ui.texts().of("broker.topics"), filter, stack);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(260);
        left.setPrefWidth(620);
        var chosen = new VBox(details, publish);
        chosen.getStyleClass().add("stack");
        var right = new PageScroll(chosen);
        right.setMinWidth(300);
        right.setPrefWidth(440);
        getStyleClass().add("side-by-side");
        getChildren().addAll(left, right);
        ui.showCalmly(this, HubState::topics, this::catchUp);
        ui.showTime(this, _ -> shown());
    }

    private void catchUp(Map<String, TopicSeen> topics) {
        keepingSelection(() -> grove.take(topics));
        shown();
    }

    private void keepingSelection(Runnable change) {
        TreeItem<Topic> selected = tree.getSelectionModel().getSelectedItem();
        change.run();
        if (selected != null && tree.getSelectionModel().getSelectedItem() != selected) {
            tree.getSelectionModel().select(selected);
        }
    }

    private void shown() {
        beat.set(beat.get() + 1);
        details.refresh();
        nothing.setText(ui.texts().of(all.known.isEmpty() && grove == all ? "topic.none" : "topic.nomatch"));
        nothing.setVisible(grove.known.isEmpty());
    }

    private void search(String words) {
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        grove = wanted.isEmpty() ? all : new Grove(topic -> topic.toLowerCase(Locale.ROOT).contains(wanted));
        grove.take(ui.house().topics());
        tree.setRoot(grove.item);
        if (grove != all && grove.known.size() <= OPENED) {
            open(grove.item);
        }
        shown();
    }

    private static void open(TreeItem<Topic> item) {
        item.setExpanded(true);
        item.getChildren().forEach(TopicExplorer::open);
    }
}
